import { refuse } from '../../../result.ts';
import { ByteReader } from '../sources/byte_reader.ts';
import type { Bytes, Source } from '../sources/source.ts';

/** Bytes asked of the source at a time: a header with Qwen3's vocabulary takes 6 MB, so a server is asked once or twice. */
const windowBytes = 8 * 2 ** 20;

/** Ten times the header of the largest vocabulary published. Memory must not grow with what a file claims. */
const maxHeaderBytes = 100_000_000;

/** Reads the little-endian values at the beginning of a file, one after the other. */
export class HeaderReader {
  #window: Bytes = new Uint8Array();
  #view = new DataView(this.#window.buffer);
  /** In the window. */
  #at = 0;
  /** Of the window, in the file. */
  #start = 0;
  readonly #text = new TextDecoder('utf-8', { fatal: true });

  constructor(
    private readonly source: Source,
    readonly file: string,
    readonly fileBytes: number,
  ) {}

  /** Bytes of the file before the next value. */
  get position(): number {
    return this.#start + this.#at;
  }

  /** Whether `count` bytes can be read without {@link need}, which is worth asking in a loop over 150,000 strings. */
  has(count: number): boolean {
    return this.#at + count <= this.#window.byteLength;
  }

  /**
   * Makes the next `count` bytes readable.
   *
   * @throws Refusal ('bad-checkpoint') where the file ends before.
   */
  async need(count: number): Promise<void> {
    if (this.has(count)) return;
    const { position, file, fileBytes } = this;
    if (position + count > fileBytes) {
      refuse('bad-checkpoint', `${file}: ends inside its header, after ${fileBytes} bytes; download the file again`);
    }
    if (position + count > maxHeaderBytes) {
      refuse('bad-checkpoint', `${file}: header is longer than ${maxHeaderBytes} bytes; take the published file`);
    }
    const rest = this.#window.subarray(this.#at);
    const from = position + rest.byteLength;
    const to = Math.min(fileBytes, Math.max(position + count, from + windowBytes));
    const reader = new ByteReader(await this.source.stream(file, from, to));
    const next = await reader.take(to - from);
    await reader.cancel();
    this.#window = new Uint8Array(rest.byteLength + next.byteLength);
    this.#window.set(rest);
    this.#window.set(next, rest.byteLength);
    this.#view = new DataView(this.#window.buffer);
    [this.#start, this.#at] = [position, 0];
  }

  /** A number of `bytes` bytes, which must be readable. */
  number(bytes: number, read: (view: DataView, at: number) => number): number {
    const value = read(this.#view, this.#at);
    this.#at += bytes;
    return value;
  }

  u32(): number {
    return this.number(4, (view, at) => view.getUint32(at, true));
  }

  /** Beyond 2^53 only about the value, which is refused wherever it counts. */
  u64(): number {
    return this.number(8, (view, at) => Number(view.getBigUint64(at, true)));
  }

  bytes(count: number): Bytes {
    return this.#window.subarray(this.#at, (this.#at += count));
  }

  /** A string of `length` bytes, which must be readable. */
  text(length: number): string {
    const { position } = this;
    try {
      return this.#text.decode(this.bytes(length));
    } catch {
      return refuse(
        'bad-checkpoint',
        `${this.file}: the text at byte ${position} is not UTF-8; download the file again`,
      );
    }
  }
}
