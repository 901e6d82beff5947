/** An error divided by its noise floor, as text and as colour. */

/** `0.9`, `24`, `1e6`, `∞`: short enough for a cell. */
export function multiple(timesFloor: number): string {
  if (!Number.isFinite(timesFloor)) return '∞';
  if (timesFloor < 9.95) return timesFloor.toFixed(1);
  if (timesFloor < 999.5) return timesFloor.toFixed(0);
  return `1e${Math.floor(Math.log10(timesFloor))}`;
}

/** 0 for what rounding explains, 1 for a million times as much and more. */
export function heat(timesFloor: number): number {
  if (Number.isNaN(timesFloor)) return 1;
  return Math.min(1, Math.max(0, Math.log10(timesFloor) / 6));
}
