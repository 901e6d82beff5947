/** How many values of two rows differ in any bit: 0 and -0 do, and two NaNs of other bits. */
export function differingValues(a: Float32Array, b: Float32Array): number {
  const [own, other] = [wordsOf(a), wordsOf(b)];
  return own.reduce((count, word, i) => (word === other[i] ? count : count + 1), 0);
}

function wordsOf({ buffer, byteOffset, length }: Float32Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, length);
}
