import type { Group, Mark, TextLook } from './marks.ts';

/** How many values are of each size, for a stage and for its reference. */
export interface SizeHistogram {
  /** Half the exponent of the smallest bin: bin n holds sizes from 2^(2(first + n)) up to four times that. */
  first: number;
  values: readonly number[];
  reference: readonly number[];
}

const bar = 22;
const height = 90;
const floor = height - 16;
const labelLook: TextLook = { size: 9, ink: 'muted', align: 'center' };

/** Bars by powers of four, on a logarithm of the count: the stage in front of the reference. */
export function sizeHistogramMarks({ first, values, reference }: SizeHistogram): {
  width: number;
  height: number;
  marks: Mark[];
} {
  const max = Math.max(1, ...values, ...reference);
  const length = (count: number) =>
    count === 0 ? 0 : (0.08 + (0.92 * Math.log(count)) / Math.log(max + 1)) * (floor - 4);
  const marks = values.map((count, n): Group => {
    const power = 2 * (first + n);
    const other = reference[n]!;
    const x = n * bar;
    const behind = { x: x + 1, width: bar - 2, y: floor - length(other), height: length(other) };
    const front = { x: x + 6, width: bar - 12, y: floor - length(count), height: length(count) };
    const label: Mark = { kind: 'text', text: `${power}`, x: x + bar / 2, y: height - 4, ...labelLook };
    return {
      kind: 'group',
      title: `2^${power} to 2^${power + 2}: ${count}, of the reference ${other}`,
      marks: [
        { kind: 'rect', ...behind, fill: 'referenceSoft', stroke: { ink: 'referenceText', width: 1 } },
        { kind: 'rect', ...front, fill: 'fused' },
        ...(n % 2 === 0 || values.length < 8 ? [label] : []),
      ],
    };
  });
  return { width: Math.max(1, values.length) * bar, height, marks };
}
