/** A value beside what it should be. */
export interface WorstValue {
  row: number;
  column: number;
  value: number;
  reference: number;
}

/** As many as a person reads. */
const most = 6;

/** The values that are furthest from the reference's, both [rows, width], the furthest first; none that are equal. */
export function worstValues(values: Float32Array, reference: Float32Array, width: number): WorstValue[] {
  const found: { at: number; off: number }[] = [];
  let least = 0;
  for (let at = 0; at < values.length; at++) {
    const distance = Math.abs(values[at]! - reference[at]!);
    // What is no number is further off than any.
    const off = Number.isNaN(distance) ? Infinity : distance;
    if (off <= least) continue;
    found.push({ at, off });
    if (found.length <= most) continue;
    found.sort((a, b) => b.off - a.off);
    found.length = most;
    least = found[most - 1]!.off;
  }
  return found
    .toSorted((a, b) => b.off - a.off)
    .map(({ at }) => ({
      row: Math.floor(at / width),
      column: at % width,
      value: values[at]!,
      reference: reference[at]!,
    }));
}
