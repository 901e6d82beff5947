import { refuse } from '../../result.ts';

/** More than a screenshot of a wall of screens. */
const maxPixels = 40_000_000;

/** @throws Refusal (`bad-request`) for a picture that would take gigabytes once decoded */
export function checkSize({ width, height }: { width: number; height: number }): void {
  if (width * height <= maxPixels) return;
  refuse('bad-request', `This picture has ${width} by ${height} pixels, which is too many: crop it to the code.`);
}
