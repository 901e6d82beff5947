/** Words of a set of ids of a vocabulary. */
export function seenWords(vocabulary: number): number {
  return Math.ceil(vocabulary / 32);
}

/** The set of ids that a model has seen, a bit each in u32 words: what the repetition penalty applies to. */
export class SeenIds {
  readonly words: Uint32Array<ArrayBuffer>;

  constructor(vocabulary: number) {
    this.words = new Uint32Array(seenWords(vocabulary));
  }

  reset(ids: readonly number[]): void {
    this.words.fill(0);
    for (const id of ids) this.add(id);
  }

  /** The index of the word that changed. */
  add(id: number): number {
    const word = Math.floor(id / 32);
    this.words[word]! |= 1 << (id % 32);
    return word;
  }
}
