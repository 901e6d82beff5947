/** An error divided by its noise floor, as text and as colour. */

/** `0.9`, `24`, `1e6`, `∞`: short enough for a cell. */
export function multiple(floors: number): string {
  if (!Number.isFinite(floors)) return '∞';
  if (floors < 9.95) return floors.toFixed(1);
  if (floors < 999.5) return floors.toFixed(0);
  return `1e${Math.floor(Math.log10(floors))}`;
}

/** 0 for what rounding explains, 1 for a million times as much and more. */
export function heat(floors: number): number {
  if (Number.isNaN(floors)) return 1;
  return Math.min(1, Math.max(0, Math.log10(floors) / 6));
}
