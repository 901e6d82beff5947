import { sizesOf, type Histogram } from './sizes.ts';
import { worstValues, type WorstValue } from './worst_values.ts';

/** How the values of a stage, [rows, width], differ from those of the reference. */
export interface Evidence {
  /** rms(error) / rms(reference) over all rows; Infinity where a value is not finite. */
  error: number;
  /** The row (a token) with the largest relative error, and that error. */
  worstRow: number;
  worstRowError: number;
  /** The column (a channel) with the largest share of the squared error, and that share. */
  worstColumn: number;
  worstColumnShare: number;
  /** The largest absolute value, and that of the reference. */
  absmax: number;
  referenceAbsmax: number;
  /** The factor on the reference that fits best, and the relative error that remains. */
  scale: number;
  scaledError: number;
  values: number;
  /** Infinite or NaN values, without the unwritten ones. */
  nonFinite: number;
  unwritten: number;
  /** Values that are 0 where the reference is not. */
  zeros: number;
  sizes: Histogram;
  /** The largest error first. */
  worst: WorstValue[];
}

const exponent = 0x7f80_0000;

/** `unwritten` is the bit pattern of a value that was never written. */
export function gatherEvidence(
  values: Float32Array,
  reference: Float32Array,
  width: number,
  unwritten: number,
): Evidence {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const columns = new Float64Array(width);
  const found = { absmax: 0, referenceAbsmax: 0, nonFinite: 0, unwritten: 0, zeros: 0 };
  let [errors, squares, products, own] = [0, 0, 0, 0];
  let [worstRow, worstRowError] = [0, -1];
  for (let first = 0; first < values.length; first += width) {
    let [rowError, rowSquares, finite] = [0, 0, true];
    for (let column = 0; column < width; column += 1) {
      const expected = reference[first + column]!;
      found.referenceAbsmax = Math.max(found.referenceAbsmax, Math.abs(expected));
      rowSquares += expected * expected;
      if ((bits[first + column]! & exponent) === exponent) {
        if (bits[first + column] === unwritten) found.unwritten += 1;
        else found.nonFinite += 1;
        finite = false;
        columns[column] = Infinity;
        continue;
      }
      const value = values[first + column]!;
      if (value === 0 && expected !== 0) found.zeros += 1;
      found.absmax = Math.max(found.absmax, Math.abs(value));
      const square = (value - expected) ** 2;
      columns[column]! += square;
      rowError += square;
      products += value * expected;
      own += value * value;
    }
    errors += rowError;
    squares += rowSquares;
    const relative = finite ? ratio(rowError, rowSquares) : Infinity;
    if (relative > worstRowError) [worstRow, worstRowError] = [first / width, relative];
  }
  const allFinite = found.nonFinite + found.unwritten === 0;
  const worstColumn = columns.reduce((worst, square, column) => (square > columns[worst]! ? column : worst), 0);
  const scale = squares > 0 ? products / squares : 1;
  return {
    error: allFinite ? ratio(errors, squares) : Infinity,
    worstRow,
    worstRowError: Math.max(worstRowError, 0),
    worstColumn,
    worstColumnShare: allFinite && errors > 0 ? columns[worstColumn]! / errors : 1,
    ...found,
    scale,
    scaledError: allFinite ? ratio(Math.max(0, own - scale * products), scale * scale * squares) : Infinity,
    values: values.length,
    sizes: sizesOf(values, reference),
    worst: worstValues(values, reference, width),
  };
}

/** The ratio of root mean squares; 0 where there is no error. */
function ratio(errors: number, squares: number): number {
  return errors === 0 ? 0 : Math.sqrt(errors / squares);
}
