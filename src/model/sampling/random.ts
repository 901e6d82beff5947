/** Rounds of Philox; its authors found 7 to pass every test of BigCrush and recommend 10. */
const ROUNDS = 10;
const MULTIPLIER = 0xd256_d193;
/** Added to the key each round: the golden ratio's fraction, times 2^32. */
const WEYL = 0x9e37_79b9;

/**
 * Philox2x32-10 of Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011): two unsigned
 * 32-bit words from a counter of two and a key. It has no state, so that the number of any step is known at any time, and
 * uses 32-bit products only, so that a kernel can compute exactly the same.
 */
export function philox2x32(counter: readonly [number, number], key: number): [number, number] {
  let [left, right] = counter;
  for (let round = 0; round < ROUNDS; round += 1) {
    const low = Math.imul(MULTIPLIER, left) >>> 0;
    const high = highProduct(MULTIPLIER, left);
    left = (high ^ key ^ right) >>> 0;
    right = low;
    key = (key + WEYL) >>> 0;
  }
  return [left, right];
}

/** The random word of `step` under `seed`, all unsigned 32-bit. */
export function randomWord(seed: number, step: number): number {
  return philox2x32([step, 0], seed)[0];
}

/** The same as a uniform number in [0, 1). */
export function uniform(seed: number, step: number): number {
  return randomWord(seed, step) / 2 ** 32;
}

/** The upper 32 bits of the 64-bit product of two unsigned words. */
function highProduct(a: number, b: number): number {
  const [aHigh, aLow, bHigh, bLow] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff];
  // The partial sums stay below 2^33: exact in float64.
  const middle = aHigh * bLow + Math.floor((aLow * bLow) / 2 ** 16);
  const carried = aLow * bHigh + (middle % 2 ** 16);
  return aHigh * bHigh + Math.floor(middle / 2 ** 16) + Math.floor(carried / 2 ** 16);
}
