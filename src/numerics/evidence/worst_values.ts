/** A value and what it should be. */
export interface WorstValue {
  row: number;
  column: number;
  value: number;
  reference: number;
}

/** More are not shown. */
const maxCount = 6;

/** The values with the largest absolute errors, the largest first. Both are [rows, width]; equal values are left out. */
export function worstValues(values: Float32Array, reference: Float32Array, width: number): WorstValue[] {
  const found: { at: number; error: number }[] = [];
  let smallest = 0;
  for (let at = 0; at < values.length; at++) {
    const distance = Math.abs(values[at]! - reference[at]!);
    // NaN is the worst error.
    const error = Number.isNaN(distance) ? Infinity : distance;
    if (error <= smallest) continue;
    found.push({ at, error });
    if (found.length <= maxCount) continue;
    found.sort((a, b) => b.error - a.error);
    found.length = maxCount;
    smallest = found[maxCount - 1]!.error;
  }
  return found
    .toSorted((a, b) => b.error - a.error)
    .map(({ at }) => ({
      row: Math.floor(at / width),
      column: at % width,
      value: values[at]!,
      reference: reference[at]!,
    }));
}
