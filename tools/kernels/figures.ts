import type { Judgement } from '../../src/kernels/checking/check.ts';
import { isWrong, type Report } from './engine/workbench.ts';

const scientific = (value: number) => (value === 0 ? '0' : value.toExponential(1));

/** `12.3 us`: three digits that count. */
export function microseconds(us: number): string {
  return us >= 1000 ? `${(us / 1000).toPrecision(3)} ms` : `${us.toPrecision(3)} us`;
}

export function gigabytes(bytesPerSecond: number): string {
  return `${(bytesPerSecond / 1e9).toPrecision(3)} GB/s`;
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.1 ? 1 : 0)}%`;
}

/** `error 3.1e-8, at most 5.0e-7 (noise floor 2.5e-7)`. */
export function judgementText({ error, floor, bound }: Judgement): string {
  const floorText = floor > 0 ? ` (noise floor ${scientific(floor)})` : '';
  return `error ${scientific(error)}, at most ${scientific(bound)}${floorText}`;
}

/** What a kernel's time comes to; null where the adapter offers no timestamps. */
export function speedOf({ bytes, timing }: Report, bandwidth: number) {
  if (!timing) return null;
  const perSecond = (bytes / timing.us) * 1e6;
  return { us: timing.us, perSecond, share: perSecond / bandwidth };
}

/** `12.3 us, 512 GB/s, 61% of the copy bandwidth`. */
export function speedText(report: Report, bandwidth: number): string {
  const speed = speedOf(report, bandwidth);
  if (!speed) return 'no time: the adapter offers no timestamps';
  return `${microseconds(speed.us)}, ${gigabytes(speed.perSecond)}, ${percent(speed.share)} of the copy bandwidth`;
}

/** `right`, or in which way it is wrong. */
export function verdict(report: Report): string {
  if (report.trouble !== null) return report.trouble;
  return isWrong(report) ? 'wrong' : 'right';
}
