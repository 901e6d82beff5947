/** Writes and reads bytes in order: whole numbers in groups of seven bits, texts after their length. */

export class ByteWriter {
  readonly #bytes: number[] = [];

  raw(bytes: Iterable<number>): this {
    for (const byte of bytes) this.#bytes.push(byte);
    return this;
  }

  /** A whole number from 0 to 2^53 - 1. */
  whole(value: number): this {
    let rest = value;
    while (rest >= 128) {
      this.#bytes.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.#bytes.push(rest);
    return this;
  }

  text(value: string): this {
    const bytes = new TextEncoder().encode(value);
    return this.whole(bytes.length).raw(bytes);
  }

  done(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.#bytes);
  }
}

/** @throws RangeError from any method where the bytes end too early or are invalid. */
export class ByteReader {
  #at = 0;
  constructor(readonly bytes: Uint8Array) {}

  get ended(): boolean {
    return this.#at === this.bytes.length;
  }

  raw(length: number): Uint8Array {
    if (!(length <= this.bytes.length - this.#at)) throw new RangeError('too few bytes');
    this.#at += length;
    return this.bytes.subarray(this.#at - length, this.#at);
  }

  whole(): number {
    let [value, scale] = [0, 1];
    for (;;) {
      const byte = this.raw(1)[0]!;
      value += (byte % 128) * scale;
      if (!Number.isSafeInteger(value)) throw new RangeError('too large a number');
      if (byte < 128) return value;
      scale *= 128;
    }
  }

  text(): string {
    const bytes = this.raw(this.whole());
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw new RangeError('not UTF-8');
    }
  }
}

/** Base64 in letters that are valid in an address. */
export function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** @throws RangeError for anything else. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) throw new RangeError('not base64');
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}
