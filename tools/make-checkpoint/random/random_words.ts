import { createHash } from 'node:crypto';

/**
 * 32-bit random words that depend only on a key. The generator is sfc32 of Chris Doty-Humphrey's PractRand, seeded with
 * the key's SHA-256. It passes the test batteries of PractRand and TestU01, and a word takes about 1 ns.
 */
export class RandomWords {
  readonly #state = new Int32Array(4);

  constructor(key: string) {
    const digest = createHash('sha256').update(key).digest();
    for (let i = 0; i < 4; i += 1) this.#state[i] = digest.readInt32LE(4 * i);
  }

  /** Writes `map` of each of the next random words to `words`. */
  next(words: Uint32Array, map: (word: number) => number): void {
    let [a, b, c, counter] = this.#state as unknown as [number, number, number, number];
    for (let i = 0; i < words.length; i += 1) {
      const word = (a + b + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + word) | 0;
      words[i] = map(word);
    }
    this.#state.set([a, b, c, counter]);
  }
}
