import type { Bytes } from './source.ts';

/** Reads a stream in pieces of the caller's size. Its owner calls `cancel` when done. */
export class ByteReader {
  readonly #reader: ReadableStreamDefaultReader<Bytes>;
  #chunk: Bytes = new Uint8Array();

  constructor(stream: ReadableStream<Bytes>) {
    this.#reader = stream.getReader();
  }

  /** The next `length` bytes, in memory of their own, or in that of `bytes`. */
  async take(length: number, bytes: Bytes = new Uint8Array(length)): Promise<Bytes> {
    let filled = 0;
    while (filled < length) {
      const part = await this.#next(length - filled);
      bytes.set(part, filled);
      filled += part.byteLength;
    }
    return bytes.subarray(0, length);
  }

  async skip(length: number): Promise<void> {
    for (let remaining = length; remaining > 0;) remaining -= (await this.#next(remaining)).byteLength;
  }

  cancel(): Promise<void> {
    return this.#reader.cancel();
  }

  /** From 1 to `max` bytes. */
  async #next(max: number): Promise<Bytes> {
    while (this.#chunk.byteLength === 0) {
      const { done, value } = await this.#reader.read();
      if (done) throw new Error('read beyond the bytes that were asked of the source');
      this.#chunk = value;
    }
    const part = this.#chunk.subarray(0, max);
    this.#chunk = this.#chunk.subarray(max);
    return part;
  }
}
