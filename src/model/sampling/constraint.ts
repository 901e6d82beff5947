/** Decides which ids may come next in an answer. */
export interface Constraint {
  /** A bit for every id of the vocabulary, in u32 words: those that may come next. At least one is set. */
  mask(): Uint32Array<ArrayBuffer>;
  /** Receives the id that came. */
  push(id: number): void;
}
