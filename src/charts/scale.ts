import { short } from '../format.ts';

/** Maps the values of an axis to [0, 1], with 0 at the bottom. */
export interface Scale {
  at: (value: number) => number;
  /** Round values for lines and labels. */
  ticks: number[];
}

export type AxisKind = 'log' | 'asinh' | 'linear';

/** `0.84`, `1e5`: a value beside an axis. */
export const tickLabel = (value: number): string => short(value).replace('.0e', 'e');

/** An axis with room for `values`. Values that are not finite are ignored. */
export function scaleOf(axis: AxisKind, values: Iterable<number>): Scale {
  const finite = [...values].filter(Number.isFinite);
  if (axis === 'log') return logScale(finite.filter((value) => value > 0));
  const [low, high] = [Math.min(0, ...finite), Math.max(axis === 'linear' ? 1e-3 : 1, ...finite)];
  const bend = bends[axis];
  const [bottom, top] = [bend(low), bend(high)];
  const ticks = axis === 'asinh' ? asinhTicks(low, high) : linearTicks(low, high);
  return { at: (value) => (bend(value) - bottom) / (top - bottom), ticks };
}

/** From which value to which an axis goes. */
export type Range = readonly [low: number, high: number];

/** From the smallest to the largest of `values` that an axis has a place for; null where there is none. */
export function rangeOf(axis: AxisKind, values: Iterable<number>): Range | null {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value) || (axis === 'log' && value <= 0)) continue;
    [low, high] = [Math.min(low, value), Math.max(high, value)];
  }
  return low <= high ? [low, high] : null;
}

/** An axis from `low` to `high` to the digit, its ends among the ticks. Values beyond them lie on the ends. */
export function rangeScale(axis: AxisKind, [low, high]: Range): Scale {
  const bend = bends[axis];
  const [bottom, top] = [bend(low), bend(high)];
  const at = (value: number) => (top > bottom ? Math.min(1, Math.max(0, (bend(value) - bottom) / (top - bottom))) : 1);
  const between = roundValues[axis](low, high).filter((value) => value > low && value < high);
  return { at, ticks: [...new Set([low, ...between, high])] };
}

const bends: Record<AxisKind, (value: number) => number> = {
  log: Math.log10,
  asinh: Math.asinh,
  linear: (value) => value,
};

const roundValues: Record<AxisKind, (low: number, high: number) => number[]> = {
  log: logTicks,
  asinh: asinhTicks,
  linear: linearTicks,
};

/** Whole decades around the values. 0 lies on the bottom, where nothing else does. */
function logScale(positive: readonly number[]): Scale {
  const low = positive.length > 0 ? Math.floor(Math.log10(Math.min(...positive)) - 0.05) : -1;
  const high = positive.length > 0 ? Math.max(low + 1, Math.ceil(Math.log10(Math.max(...positive)) + 0.02)) : 1;
  const at = (value: number) => Math.max(0, (Math.log10(value) - low) / (high - low));
  return { at, ticks: decades(low, high) };
}

/** At most seven powers of ten, from the exponent `low` on. */
function decades(low: number, high: number): number[] {
  const step = Math.max(1, Math.ceil((high - low) / 6));
  return Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, n) => 10 ** (low + n * step));
}

/** Powers of ten, and 2 and 5 times them where the range has few. */
function logTicks(low: number, high: number): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const powers = decades(first, last);
  return last - first > 2 ? powers : powers.flatMap((power) => [power, 2 * power, 5 * power]);
}

/** Powers of ten of either sign, few enough to be read. */
function asinhTicks(low: number, high: number): number[] {
  const powers = (end: number) => {
    const count = end < 1 ? 0 : Math.floor(Math.log10(end)) + 1;
    const step = Math.ceil(count / 5);
    return Array.from({ length: step === 0 ? 0 : Math.ceil(count / step) }, (_, n) => 10 ** (n * step));
  };
  return [
    ...powers(-low)
      .map((value) => -value)
      .toReversed(),
    0,
    ...powers(high),
  ];
}

/** Multiples of a quarter of the range, which is rounded to one digit. */
function linearTicks(low: number, high: number): number[] {
  const step = Number(((high - low) / 4).toPrecision(1));
  if (!(step > 0 && step < Infinity)) return [];
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, n) => (first + n) * step);
}
