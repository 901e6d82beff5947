/** The bytes of all tokens of a vocabulary, one after the other. */
export interface TokenBytes {
  bytes: Uint8Array<ArrayBuffer>;
  /** Where the bytes of each id end. Special tokens and ids without a token have none. */
  ends: Uint32Array<ArrayBuffer>;
}

/** What ids stand for. It can be sent to another thread. */
export interface TokenTable extends TokenBytes {
  /** Spellings of the tokens that were added to the vocabulary, special or not, by id. */
  added: ReadonlyMap<number, string>;
}

const none = new Uint8Array();
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Reads ids by a table. */
export class TokenReader {
  constructor(private readonly table: TokenTable) {}

  /** None for special tokens and unknown ids. */
  readonly bytesOf = (id: number): Uint8Array<ArrayBuffer> => {
    const { bytes, ends } = this.table;
    const end = ends[id];
    return end === undefined ? none : bytes.subarray(id === 0 ? 0 : ends[id - 1], end);
  };

  /** The tokens that stand for text: none that were added to the vocabulary. */
  textTokens(): { id: number; bytes: Uint8Array }[] {
    const { ends, added } = this.table;
    return Array.from(ends, (_, id) => ({ id, bytes: this.bytesOf(id) })).filter(
      ({ id, bytes }) => bytes.length > 0 && !added.has(id),
    );
  }

  /** See `Tokenizer.spell`. */
  spell(id: number): string {
    const bytes = this.bytesOf(id);
    if (bytes.length === 0) return this.table.added.get(id) ?? `#${id}`;
    const text = utf8.decode(bytes);
    if (!text.includes('\ufffd')) return text;
    return Array.from(bytes, (byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`).join('');
  }
}
