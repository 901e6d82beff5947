/** How far values of the reference are from float64, in sums that add up over the parts of a stage. */
export interface Deviation {
  /** Squared errors of the reference, and squares of what float64 has. */
  errors: number;
  squares: number;
  /** The same of the CPU in f32, operation by operation in order, over a sample of the values: what f32 can do. */
  floorErrors: number;
  floorSquares: number;
  /** Values compared. */
  values: number;
  worst: WorstDeviation | null;
}

/** The value with the largest error. */
export interface WorstDeviation {
  row: number;
  column: number;
  value: number;
  expected: number;
}

/**
 * Compares `actual` with `expected`, both [rows, width] from `firstColumn` of a stage on. `rounded` is the same as `expected` in f32, at
 * `sample`d columns. A value that overflows in f32 too is right to be infinite, and is not compared.
 */
export function deviationOf(
  actual: Float32Array,
  expected: Float64Array,
  rounded: { values: Float64Array; columns: readonly number[] },
  { width, firstColumn = 0 }: { width: number; firstColumn?: number },
): Deviation {
  const found: Deviation = { errors: 0, squares: 0, floorErrors: 0, floorSquares: 0, values: 0, worst: null };
  let largest = 0;
  for (let i = 0; i < expected.length; i += 1) {
    const [value, right] = [actual[i]!, expected[i]!];
    if (!Number.isFinite(Math.fround(right))) continue;
    found.values += 1;
    found.squares += right * right;
    const error = Number.isFinite(value) ? Math.abs(value - right) : Number.POSITIVE_INFINITY;
    found.errors += error * error;
    if (error <= largest) continue;
    largest = error;
    found.worst = { row: Math.floor(i / width), column: firstColumn + (i % width), value, expected: right };
  }
  const { values, columns } = rounded;
  for (let i = 0; i < values.length; i += 1) {
    const right = expected[Math.floor(i / columns.length) * width + columns[i % columns.length]!]!;
    if (!Number.isFinite(values[i]!)) continue;
    found.floorSquares += right * right;
    found.floorErrors += (values[i]! - right) ** 2;
  }
  return found;
}

/** The deviation of several parts of a stage. */
export function total(parts: readonly Deviation[]): Deviation {
  const sum = (of: (part: Deviation) => number) => parts.reduce((all, part) => all + of(part), 0);
  const off = ({ worst }: Deviation) => (worst ? Math.abs(worst.value - worst.expected) : 0);
  return {
    errors: sum(({ errors }) => errors),
    squares: sum(({ squares }) => squares),
    floorErrors: sum(({ floorErrors }) => floorErrors),
    floorSquares: sum(({ floorSquares }) => floorSquares),
    values: sum(({ values }) => values),
    worst: parts.reduce((most, part) => (off(part) > off(most) || !(off(part) >= 0) ? part : most)).worst,
  };
}

/** rms(error) / rms(expected); 0 where there is no error. */
export function relative(errors: number, squares: number): number {
  return errors === 0 ? 0 : Math.sqrt(errors / squares);
}
