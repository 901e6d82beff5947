import type { Failure } from '../result.ts';
import type { ModelId } from './contract.ts';
import type { Channel } from './platform.ts';

/** What a worker is doing to a model. Nothing of it is written down: it ends with the worker. */
export interface Doing {
  state: 'downloading' | 'retrying' | 'verifying';
  failure: Failure | null;
  /** Milliseconds since 1970. */
  retryAt: number | null;
  bytesPerSecond: number | null;
}

/** What workers tell each other. The truth is on disk: a notice only says where to look again. */
export type Notice =
  /** A block was committed. */
  | { kind: 'block'; id: ModelId; folder: string; index: number }
  /** A record was written or removed, or blocks were deleted. */
  | { kind: 'record'; id: ModelId }
  /** A model is about to be removed: whoever reads or fetches it has to let go. */
  | { kind: 'let-go'; id: ModelId }
  /** What `worker` does to a model now; null when it has stopped. */
  | { kind: 'doing'; id: ModelId; worker: string; doing: Doing | null }
  /** A new worker asks what the others are doing. */
  | { kind: 'hello' };

/** Notices among all workers of this origin, this one included. */
export class Notices {
  readonly #channel: Channel;
  readonly #listeners = new Set<(notice: Notice) => void>();

  constructor(channel: Channel) {
    this.#channel = channel;
    channel.listen((message) => this.#deliver(message as Notice));
  }

  post(notice: Notice): void {
    this.#channel.post(notice);
    this.#deliver(notice);
  }

  /** Answers how to stop listening. */
  listen(listener: (notice: Notice) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #deliver(notice: Notice): void {
    for (const listener of this.#listeners) listener(notice);
  }
}
