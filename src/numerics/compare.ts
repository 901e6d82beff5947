/**
 * The relative error of a stage, in float64: rms(actual - expected) / rms(expected). 0 where both are equal, even if all 0;
 * Infinity where `actual` has a value that is not finite. `expected` must be finite.
 *
 * @throws RangeError when the lengths differ.
 */
export function relativeRmsError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) {
    throw new RangeError(`${actual.length} values compared with ${expected.length}`);
  }
  let error = 0;
  let scale = 0;
  for (let i = 0; i < actual.length; i += 1) {
    const value = actual[i]!;
    if (!Number.isFinite(value)) return Infinity;
    error += (value - expected[i]!) ** 2;
    scale += expected[i]! ** 2;
  }
  return error === 0 ? 0 : Math.sqrt(error / scale);
}
