import type { Bytes } from '../source.ts';
import { Passing, type Patience, persist } from './patience.ts';

/** The body of one answer. */
export interface ResponseBody {
  /** Where in the file its next byte is. */
  at: number;
  /** Where in the file the server says that it ends; null when it does not say. */
  end: number | null;
  /** Null at the end. @throws Passing when the connection breaks */
  read: () => Promise<Bytes | null>;
}

interface Range {
  /** Where the bytes come from, for messages. */
  origin: string;
  start: number;
  end: number;
  /** Asks for the bytes from `at` on. The body may begin before them. */
  open: (at: number) => Promise<ResponseBody>;
  /** Hangs up, and ends a pause. */
  close: () => void;
  patience: Patience;
}

/**
 * Bytes `start` up to `end` of a file, once there is a first answer. A body that breaks, ends early or falls silent is followed by
 * another from the byte that was reached.
 */
export async function resuming({ origin, start, end, open, close, patience }: Range): Promise<ReadableStream<Bytes>> {
  /** The first byte that has not been handed on. */
  let at = start;
  let body: ResponseBody | null = await persist(patience, () => open(at), at);

  /** From one byte to all that have come. */
  async function next(): Promise<Bytes> {
    for (;;) {
      const current = body ?? (await open(at));
      body = null;
      const chunk = await current.read();
      if (chunk) {
        const part = chunk.subarray(Math.max(at - current.at, 0), end - current.at);
        current.at += chunk.byteLength;
        body = current;
        if (part.byteLength > 0) return part;
      } else if (current.at !== current.end) {
        const remedy = 'load it again, and if it stays so, download the file again';
        throw new Passing({
          kind: 'unreachable',
          message: `${origin}: ended at byte ${current.at}, not ${end}; ${remedy}`,
        });
      }
      // Otherwise the server limits what it sends for one request.
    }
  }

  return new ReadableStream({
    async pull(controller) {
      const part = await persist(patience, next, at);
      patience.progressed();
      at += part.byteLength;
      controller.enqueue(part);
      if (at < end) return;
      controller.close();
      // A body that goes on behind these bytes would keep coming; another ends by itself, and its connection can be used again.
      if (body?.end !== end) close();
    },
    cancel: close,
  });
}
