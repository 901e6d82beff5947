/** An error divided by its noise floor, as text and as colour. */
import { rangeScale } from '../../charts/scale.ts';

/** `0.9`, `24`, `1e6`, `∞`: short enough for a cell. */
export function multiple(timesFloor: number): string {
  if (!Number.isFinite(timesFloor)) return '∞';
  if (timesFloor < 9.95) return timesFloor.toFixed(1);
  if (timesFloor < 999.5) return timesFloor.toFixed(0);
  return `1e${Math.floor(Math.log10(timesFloor))}`;
}

/** From what rounding explains to a million times as much. */
export const floorsScale = rangeScale('log', [1, 1e6]);

/** 0 for what rounding explains, 1 for a million times as much and more. */
export function heat(timesFloor: number): number {
  return Number.isNaN(timesFloor) ? 1 : floorsScale.at(timesFloor);
}
