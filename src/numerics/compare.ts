/**
 * rms(actual - expected) / rms(expected), in float64: how far off a stage is. 0 when they are equal, also where
 * `expected` is all 0; Infinity when `actual` has a value that is not finite; `expected` must have none.
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
