import { oneLine } from '../../../../result.ts';
import type { Bytes } from '../source.ts';
import { refuseIfStopped } from '../stream.ts';
import { Passing } from './patience.ts';

/**
 * One request and its answer. The caller ends it, or silence does: a connection that is lost without a word never fails by itself.
 */
export class Connection {
  readonly #closed = new AbortController();
  readonly #signal: AbortSignal;

  constructor(
    private readonly silenceMs: number,
    private readonly stop?: AbortSignal,
  ) {
    this.#signal = stop ? AbortSignal.any([stop, this.#closed.signal]) : this.#closed.signal;
  }

  /** @throws Refusal 'stopped', or what `fetch` throws */
  async fetch(url: string, headers: Record<string, string>): Promise<Response> {
    try {
      // The browser's cache would hold weights a second time, and answers a range from parts that it joins itself.
      const cache = 'Range' in headers ? 'no-store' : 'default';
      return await this.#watch(fetch(url, { headers, cache, signal: this.#signal }));
    } catch (error) {
      refuseIfStopped(this.stop);
      throw error;
    }
  }

  /** The bytes of an answer, of which `first` is where the first is in its file. A break fails with a {@link Passing}. */
  body(answer: Response, origin: string, first = 0): ReadableStream<Bytes> {
    const reader = (answer.body ?? new Blob([]).stream()).getReader();
    let at = first;
    return new ReadableStream({
      pull: async (controller) => {
        refuseIfStopped(this.stop);
        try {
          const { done, value } = await this.#watch(reader.read());
          if (done) return controller.close();
          at += value.byteLength;
          controller.enqueue(value);
        } catch (error) {
          refuseIfStopped(this.stop);
          const message = `${origin}: broke off at byte ${at} (${reasonOf(error)}); load it again`;
          throw new Passing({ kind: 'unreachable', message });
        }
      },
      cancel: (reason) => reader.cancel(reason),
    });
  }

  async #watch<T>(work: Promise<T>): Promise<T> {
    const silent = new Error(`silent for ${this.silenceMs / 1000} s`);
    const timer = setTimeout(() => this.#closed.abort(silent), this.silenceMs);
    try {
      return await work;
    } finally {
      clearTimeout(timer);
    }
  }
}

/** What a browser says of a failure, which is little. */
export function reasonOf(error: unknown): string {
  return oneLine(error instanceof Error ? error.message : String(error));
}
