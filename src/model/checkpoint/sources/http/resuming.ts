import type { Bytes } from '../source.ts';
import { Passing, type Patience, persist } from './patience.ts';

/**
 * Bytes of one request, behind which the next one is asked for while they come. Chromium drops up to 50 MB of a body that breaks; of
 * two of these, and of a part that is not yet on disk, it drops less than a block of a kept file.
 */
const rangeBytes = 3 * 2 ** 20;

/** The body of one answer. */
export interface ResponseBody {
  /** Where in the file its next byte is. */
  at: number;
  /** Where in the file the server says that it ends; null when it does not say. */
  end: number | null;
  /** Whether it is what was asked for, not the whole file. */
  partial: boolean;
  /** Null at the end. @throws Passing when the connection breaks */
  read: () => Promise<Bytes | null>;
  /** Hangs up. */
  close: () => void;
}

interface Range {
  /** Where the bytes come from, for messages. */
  origin: string;
  start: number;
  end: number;
  /** Asks for the bytes from `at` up to `until`. The body may begin before them. */
  open: (at: number, until: number) => Promise<ResponseBody>;
  /** Hangs up everything, and ends a pause. */
  close: () => void;
  patience: Patience;
}

/**
 * Bytes `start` up to `end` of a file, once there is a first answer: range by range, each asked for ahead. A body that breaks, ends
 * early or falls silent is followed by another from the byte that was reached. A server that answers with the whole file is read to
 * the end of the range.
 */
export async function resuming(range: Range): Promise<ReadableStream<Bytes>> {
  const { end, patience, close } = range;
  const bodies = new Bodies(range);
  /** The first byte that has not been handed on. */
  let at = range.start;
  await persist(patience, () => bodies.open(at), at);

  return new ReadableStream({
    async pull(controller) {
      const part = await persist(patience, () => bodies.next(at), at);
      patience.progressed();
      at += part.byteLength;
      controller.enqueue(part);
      if (at === end) controller.close();
    },
    cancel: close,
  });
}

interface Ahead {
  from: number;
  body: Promise<ResponseBody>;
}

/** The body that is being read, and the one behind it. */
class Bodies {
  #current: ResponseBody | null = null;
  /** Where what is used of the current body ends. */
  #until = 0;
  #ahead: Ahead | null = null;

  constructor(readonly range: Range) {}

  /** Has a body that goes on from byte `at`. @throws as the source's `open` does */
  async open(at: number): Promise<ResponseBody> {
    if (this.#current) return this.#current;
    const { end } = this.range;
    const ahead = this.#ahead;
    let body: ResponseBody;
    if (ahead?.from === at) {
      this.#ahead = null;
      body = await ahead.body;
    } else {
      // What is asked for already need not come twice.
      body = await this.range.open(at, ahead?.from ?? Math.min(at + rangeBytes, end));
    }
    this.#current = body;
    if (body.partial) {
      this.#until = this.#ahead?.from ?? Math.min(at + rangeBytes, end);
      if (this.#until < end) this.#ahead ??= this.#ask(this.#until);
    } else {
      this.#until = end;
      this.#letGo();
    }
    return body;
  }

  /** From one byte to all that have come, of those from `at` on. */
  async next(at: number): Promise<Bytes> {
    for (;;) {
      const body = await this.open(at);
      this.#current = null;
      const chunk = await body.read();
      if (chunk) {
        const part = chunk.subarray(Math.max(at - body.at, 0), this.#until - body.at);
        body.at += chunk.byteLength;
        if (at + part.byteLength < this.#until) this.#current = body;
        // One that ends here does so by itself, and its connection can be used again. Others would keep coming.
        else if (body.end !== this.#until) body.close();
        if (part.byteLength > 0) return part;
      } else if (body.at !== body.end) {
        const remedy = 'load it again, and if it stays so, download the file again';
        throw new Passing({
          kind: 'unreachable',
          message: `${this.range.origin}: ended at byte ${body.at}, not ${this.#until}; ${remedy}`,
        });
      }
      // Otherwise the server limits what it sends for one request.
    }
  }

  #ask(from: number): Ahead {
    const body = this.range.open(from, Math.min(from + rangeBytes, this.range.end));
    // Its failure is for whoever comes to need it.
    body.catch(() => {});
    return { from, body };
  }

  /** What was asked for ahead comes with the whole file. */
  #letGo(): void {
    this.#ahead?.body.then(
      (body) => body.close(),
      () => {},
    );
    this.#ahead = null;
  }
}
