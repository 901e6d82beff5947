import { type Failure, Refusal } from '../../../../result.ts';
import { refuseIfStopped } from '../stream.ts';

/** A failure that may pass by itself: of the connection, or of a server that is busy. */
export class Passing extends Refusal {
  constructor(
    failure: Failure,
    /** Milliseconds that the server asks to wait; null when it does not say. */
    readonly askedMs: number | null = null,
  ) {
    super(failure);
  }
}

/** Nothing has answered yet: the address may be wrong, or the device offline. Only who knows the address to be right tries again. */
export class NoAnswer extends Refusal {}

/** A pause before something is tried again. */
export interface Retry {
  /** The file, relative to the checkpoint's folder. */
  path: string;
  /** What of the file has come so far. */
  atByte: number;
  waitMs: number;
  failure: Failure;
}

/** How a source deals with time. */
export interface SourceTiming {
  /** Waits, but no longer than until the signal is aborted or the network is back. */
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Hears of every pause as it begins. */
  onRetry?: ((retry: Retry) => void) | undefined;
  /** Milliseconds without a byte after which a connection counts as broken. */
  silenceMs: number;
}

const seconds = (...pauses: number[]) => pauses.map((pause) => pause * 1000);

/** Before anything has come, a person waits to hear that it does not work. */
const firstPauses = seconds(1, 2, 4, 8);
/** Afterwards there is something to lose: three minutes without a single byte end a download. */
const laterPauses = seconds(1, 2, 4, 8, 16, 30, 60, 60);

/** Servers are left alone for as long as they ask, up to this: what the hub's windows of 5 minutes can take. */
const longestMs = 300_000;

/** The pauses of one reading. They grow from failure to failure, and start anew with every byte that comes. */
export class Patience {
  #failures = 0;
  #begun = false;

  constructor(
    private readonly path: string,
    private readonly timing: SourceTiming,
    private readonly signal?: AbortSignal,
  ) {}

  progressed(): void {
    this.#failures = 0;
    this.#begun = true;
  }

  /** Waits, unless that has gone on for too long. @throws Refusal the failure itself, or 'stopped' */
  async outlast(passing: Passing, atByte: number): Promise<void> {
    const pause = (this.#begun ? laterPauses : firstPauses)[this.#failures++];
    const waitMs = Math.max(pause ?? 0, passing.askedMs ?? 0);
    if (pause === undefined || waitMs > longestMs) throw passing;
    this.timing.onRetry?.({ path: this.path, atByte, waitMs, failure: passing.failure });
    await this.timing.sleep(waitMs, this.signal);
    refuseIfStopped(this.signal);
  }
}

/** Does what may fail for a while until it succeeds; `atByte` is how far the reading is. */
export async function persist<T>(patience: Patience, attempt: () => Promise<T>, atByte: number): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Passing)) throw error;
      await patience.outlast(error, atByte);
    }
  }
}

export const defaultTiming: SourceTiming = { sleep, silenceMs: 60_000 };

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      globalThis.removeEventListener?.('online', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
    // Node, where the tests and tools are, has no such event.
    globalThis.addEventListener?.('online', done);
    if (signal?.aborted) done();
  });
}
