/**
 * Turns token ids into text as they come. A token of a byte-level vocabulary is a run of bytes, not of characters: an
 * emoji often spans several tokens. The UTF-8 decoder holds back the bytes of an unfinished character and replaces invalid
 * bytes by U+FFFD at once, so output never waits for more than three bytes.
 */
export class TextStream {
  readonly #bytesOf: (id: number) => Uint8Array<ArrayBuffer>;
  // A byte-order mark is ordinary text here.
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  constructor(bytesOf: (id: number) => Uint8Array<ArrayBuffer>) {
    this.#bytesOf = bytesOf;
  }

  /** The characters that `id` completes: often one word, sometimes none. */
  push(id: number): string {
    return this.#decoder.decode(this.#bytesOf(id), { stream: true });
  }

  /** The rest when no more ids come: U+FFFD if a character was cut short, else nothing. */
  flush(): string {
    return this.#decoder.decode();
  }
}
