import type { Box, Group, Mark, TextLook } from './marks.ts';

/** How many values are of each size, for a stage and for its reference. */
export interface SizeHistogram {
  /** Half the exponent of the smallest bin: bin n holds sizes from 2^(2(first + n)) up to four times that. */
  first: number;
  values: readonly number[];
  reference: readonly number[];
}

/** Room below the bars, for the powers. */
const gutter = 20;
const maxBar = 48;
const labelLook: TextLook = { size: 12, ink: 'muted', align: 'center' };
/** The room that a label takes across. */
const labelWidth = 28;

/** Bars by powers of four, on a logarithm of the count: the stage in front of the reference. */
export function sizeHistogramMarks({ first, values, reference }: SizeHistogram, box: Box): Group[] {
  const max = Math.max(1, ...values, ...reference);
  const floor = box.y + box.height - gutter;
  const length = (count: number) =>
    count === 0 ? 0 : (0.08 + (0.92 * Math.log(count)) / Math.log(max + 1)) * (floor - box.y - 2);
  const bar = Math.min(maxBar, box.width / values.length);
  const every = Math.ceil(labelWidth / bar);
  // The first bin whose label does not hang over the edge.
  const start = Math.max(0, Math.ceil(labelWidth / 2 / bar - 0.5));
  return values.map((count, n): Group => {
    const power = 2 * (first + n);
    const other = reference[n]!;
    const x = box.x + n * bar;
    const behind = { x: x + 0.05 * bar, width: 0.9 * bar, y: floor - length(other), height: length(other) };
    const front = { x: x + 0.25 * bar, width: 0.5 * bar, y: floor - length(count), height: length(count) };
    const middle = x + bar / 2;
    const label: Mark = { kind: 'text', text: `${power}`, x: middle, y: box.y + box.height - 4, ...labelLook };
    const fits = n >= start && (n - start) % every === 0 && middle + labelWidth / 2 <= box.x + box.width;
    return {
      kind: 'group',
      title: `2^${power} to 2^${power + 2}: ${count}, of the reference ${other}`,
      marks: [
        { kind: 'rect', ...behind, fill: 'referenceSoft', stroke: { ink: 'referenceText', width: 1 } },
        { kind: 'rect', ...front, fill: 'fused' },
        ...(fits ? [label] : []),
      ],
    };
  });
}
