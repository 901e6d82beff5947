/** Maps the values of an axis to [0, 1], with 0 at the bottom. */
export interface Scale {
  at: (value: number) => number;
  /** Round values for lines and labels. */
  ticks: number[];
}

export type AxisKind = 'log' | 'asinh' | 'linear';

/** An axis with room for `values`. Values that are not finite are ignored. */
export function scaleOf(axis: AxisKind, values: Iterable<number>): Scale {
  const finite = [...values].filter(Number.isFinite);
  if (axis === 'log') return logScale(finite.filter((value) => value > 0));
  const [low, high] = [Math.min(0, ...finite), Math.max(axis === 'linear' ? 1e-3 : 1, ...finite)];
  const bend = axis === 'asinh' ? Math.asinh : (value: number) => value;
  const [bottom, top] = [bend(low), bend(high)];
  const ticks = axis === 'asinh' ? asinhTicks(low, high) : linearTicks(high);
  return { at: (value) => (bend(value) - bottom) / (top - bottom), ticks };
}

/** Whole decades around the values. 0 lies on the bottom, where nothing else does. */
function logScale(positive: readonly number[]): Scale {
  const low = positive.length > 0 ? Math.floor(Math.log10(Math.min(...positive)) - 0.05) : -1;
  const high = positive.length > 0 ? Math.max(low + 1, Math.ceil(Math.log10(Math.max(...positive)) + 0.02)) : 1;
  const step = Math.ceil((high - low) / 6);
  const ticks = Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, n) => 10 ** (low + n * step));
  const at = (value: number) => Math.max(0, (Math.log10(value) - low) / (high - low));
  return { at, ticks };
}

/** Powers of ten of either sign, few enough to be read. */
function asinhTicks(low: number, high: number): number[] {
  const decades = (end: number) => {
    const count = end < 1 ? 0 : Math.floor(Math.log10(end)) + 1;
    const step = Math.ceil(count / 5);
    return Array.from({ length: step === 0 ? 0 : Math.ceil(count / step) }, (_, n) => 10 ** (n * step));
  };
  return [
    ...decades(-low)
      .map((value) => -value)
      .toReversed(),
    0,
    ...decades(high),
  ];
}

/** Quarters of the largest value, rounded to one digit. */
function linearTicks(high: number): number[] {
  const step = Number((high / 4).toPrecision(1));
  return Array.from({ length: Math.floor(high / step) + 1 }, (_, n) => n * step);
}
