import type { Check } from '../checking/check.ts';
import type { Random } from '../checking/random.ts';
import type { Rig } from '../checking/rig.ts';
import { bitsOf } from '../formats/float_bits.ts';
import { fp8Block } from '../formats/grouped/fp8.ts';
import { packGroups, type Grouping, type HalfType } from '../formats/grouped/layout.ts';
import { compositeTypes, formatOf, type CompositeType } from '../formats/formats.ts';
import { unitRows, weightBytes } from '../operands.ts';
import { recordAssemble, type PartKind } from './assemble.ts';

/** A weight [rows, columns] as a file spreads it, and what its units must be. */
interface Spread {
  type: CompositeType;
  /** Words of its parts, as the file has them. */
  parts: { kind: PartKind; words: Uint32Array }[];
  units: Uint8Array;
}

interface Matrix {
  rows: number;
  columns: number;
}

/**
 * Random parts in blocks of any size and any order, for a weight in pieces. What lies where in a file is written here by the publishers'
 * descriptions, and what lies where in units by the definition of the layout; every word must be right.
 */
export const assembleCheck: Check<{ rows: number; columns: number; pieceRows: number; blockWords: number }> = {
  formats: compositeTypes,
  multiples: { rows: 8, columns: 128 },
  sample: (random) => ({
    rows: 8 * random.integer(1, 24),
    columns: 128 * random.integer(1, 3),
    pieceRows: random.integer(1, 200),
    blockWords: random.integer(100, 5000),
  }),
  inModel: ({ hidden }) => ({ rows: hidden, columns: hidden, pieceRows: hidden, blockWords: hidden * hidden }),
  build(rig, { rows, columns, pieceRows, blockWords }, random, format) {
    const { type, parts, units } = spread(format as CompositeType, { rows, columns }, random);
    const pieces = zeroPieces(rig, type, { rows, columns }, pieceRows);
    const blocks = parts.flatMap(({ kind, words }) =>
      Array.from({ length: Math.ceil(words.length / blockWords) }, (_, n) => {
        const own = words.subarray(n * blockWords, (n + 1) * blockWords);
        return {
          kind,
          stored: { buffer: rig.ids([...own]), first: n * blockWords, words: own.length },
          order: random.next(),
        };
      }),
    );
    return {
      words: `as ${parts.map(({ kind }) => kind).join(', ')}`,
      batch: { start: 0, tokens: 1 },
      bytes: parts.reduce((sum, { words }) => sum + words.byteLength, units.byteLength),
      plan(recorder) {
        for (const { kind, stored } of blocks.toSorted((a, b) => a.order - b.order)) {
          for (const { output, firstRow, count } of pieces) {
            const piece = { binding: output.binding, firstRow, rows: count };
            recordAssemble(recorder, { kind, stored, weight: { type, rows, columns }, piece });
          }
        }
      },
      async judge() {
        const made: number[] = [];
        for (const { output } of pieces) made.push(...new Uint32Array((await rig.read(output)).buffer));
        const expected = new Uint32Array(units.buffer, 0, units.byteLength / 4);
        const wrong = made.filter((word, i) => word !== expected[i]).length;
        return { error: made.length === expected.length ? wrong / made.length : Infinity, floor: 0, bound: 0 };
      },
    };
  },
};

function zeroPieces(rig: Rig, type: CompositeType, { rows, columns }: Matrix, pieceRows: number) {
  const step = unitRows(type, columns);
  const each = Math.ceil(pieceRows / step) * step;
  return Array.from({ length: Math.ceil(rows / each) }, (_, n) => {
    const count = Math.min(each, rows - n * each);
    return { output: rig.zeros(weightBytes(type, count * columns) / 4), firstRow: n * each, count };
  });
}

function spread(format: CompositeType, matrix: Matrix, random: Random): Spread {
  if (format === 'FP8') return spreadFp8(matrix, random);
  const [, kind, , group] = /^(AFFINE|INT)([48])_G(\d+)/.exec(format)!;
  // Formats come in turn, and not all of them: bits are picked.
  const bits = random.pick([4, 8] as const);
  const type = format.replace(/^(AFFINE|INT)[48]/, `${kind}${bits}`) as CompositeType;
  const grouping: Grouping = { bits, group: Number(group) as Grouping['group'] };
  return kind === 'AFFINE' ? spreadAffine(type, grouping, matrix, random) : spreadZeros(type, grouping, matrix, random);
}

/** MLX. */
function spreadAffine(type: CompositeType, grouping: Grouping, { rows, columns }: Matrix, random: Random): Spread {
  const { bits, group } = grouping;
  const codes = integers(random, rows * columns, 2 ** bits);
  const [scales, biases] = [0, 1].map(() => integers(random, (rows * columns) / group, 2 ** 16));
  return {
    type,
    parts: [
      { kind: 'codes', words: fields(codes, bits) },
      { kind: 'scales', words: fields(scales!, 16) },
      { kind: 'biases', words: fields(biases!, 16) },
    ],
    units: unitsOf(codes, grouping, (index) => scales![index]! + biases![index]! * 2 ** 16),
  };
}

/** GPTQ, or AWQ. */
function spreadZeros(type: CompositeType, grouping: Grouping, { rows, columns }: Matrix, random: Random): Spread {
  const { bits, group } = grouping;
  const n = 32 / bits;
  const groups = columns / group;
  const codes = integers(random, rows * columns, 2 ** bits);
  const zeros = integers(random, rows * groups, 2 ** bits);
  const half = random.pick(['BF16', 'F16'] as const);
  const scales = random16Bits(random, rows * groups, half);
  const widened = formatOf(half).decode(new Uint8Array(Uint16Array.from(scales).buffer), scales.length);
  const kind = random.pick(bits === 4 ? (['gptq', 'gptqV2', 'awq'] as const) : (['gptq', 'gptqV2'] as const));
  const order = [0, 2, 4, 6, 1, 3, 5, 7];
  /** [groups, rows], from [rows, groups]. */
  const down = (values: number[]) => matrix(groups, rows, (own, row) => values[row * groups + own]!);
  /** Each 8 neighbours of a row of 4-bit fields in the order of AWQ. */
  const interleaved = (values: number[]) => values.map((_, i) => values[i - (i % 8) + order[i % 8]!]!);
  const parts: Spread['parts'] =
    kind === 'awq'
      ? [
          {
            kind: 'codesAcross',
            words: fields(interleaved(matrix(columns, rows, (c, row) => codes[row * columns + c]!)), 4),
          },
          { kind: 'zerosInterleaved', words: fields(interleaved(down(zeros)), 4) },
        ]
      : [
          {
            kind: 'codesDown',
            words: fields(
              matrix(columns / n, rows * n, (word, i) => codes[Math.floor(i / n) * columns + word * n + (i % n)]!),
              bits,
            ),
          },
          { kind: kind === 'gptq' ? 'zerosLessOne' : 'zeros', words: fields(down(zeros), bits) },
        ];
  const added = kind === 'gptq' ? 1 : 0;
  return {
    type,
    parts: [...parts, { kind: half === 'F16' ? 'scalesDownF16' : 'scalesDownBf16', words: fields(down(scales), 16) }],
    units: unitsOf(codes, grouping, (index) => bitsOf(widened[index]!) + ((zeros[index]! + added) % 2 ** bits)),
  };
}

/** With scales in bf16 or f32, and codes that are NaN. */
function spreadFp8({ rows, columns }: Matrix, random: Random): Spread {
  const grouping: Grouping = { bits: 8, group: fp8Block };
  const across = columns / fp8Block;
  const codes = integers(random, rows * columns, random.pick([0x7f, 0x100]));
  const wide = random.pick([false, true]);
  const scales = integers(random, Math.ceil(rows / fp8Block) * across, wide ? 2 ** 32 : 2 ** 16);
  return {
    type: 'FP8',
    parts: [
      { kind: 'codes', words: fields(codes, 8) },
      wide
        ? { kind: 'blockScalesF32', words: Uint32Array.from(scales) }
        : { kind: 'blockScalesBf16', words: fields(scales, 16) },
    ],
    units: unitsOf(codes, grouping, (index) => {
      const row = Math.floor(index / across);
      const scale = scales[Math.floor(row / fp8Block) * across + (index % across)]! * (wide ? 1 : 2 ** 16);
      const own = codes.slice(index * fp8Block, (index + 1) * fp8Block);
      return own.some((code) => code % 0x80 === 0x7f) ? (scale | 0x7fc00000) >>> 0 : scale;
    }),
  };
}

/** `parameters` gets the index of a group of the whole weight. */
function unitsOf(codes: number[], grouping: Grouping, parameters: (index: number) => number): Uint8Array {
  const groups = codes.length / grouping.group;
  let index = 0;
  return packGroups(codes, grouping, (own) => {
    const word = index < groups ? parameters(index) : 0;
    index += 1;
    return { codes: own, parameters: word };
  });
}

function integers(random: Random, count: number, below: number): number[] {
  return Array.from({ length: count }, () => random.integer(0, below - 1));
}

/** Bits of zeros and of numbers that f32 holds as normal ones, of either sign. */
function random16Bits(random: Random, count: number, type: HalfType): number[] {
  const [least, infinity] = type === 'F16' ? [1, 0x7c00] : [0x80, 0x7f80];
  return Array.from({ length: count }, () => {
    return random.pick([0, 0x8000]) + random.pick([0, random.integer(least, infinity - 1)]);
  });
}

/** Rows one after the other. */
function matrix(rows: number, columns: number, value: (row: number, column: number) => number): number[] {
  return Array.from({ length: rows * columns }, (_, i) => value(Math.floor(i / columns), i % columns));
}

/** Values of `bits` bits as words, the first in the lowest bits; zeros behind the last. */
function fields(values: readonly number[], bits: number): Uint32Array {
  const words = new Uint32Array(Math.ceil((values.length * bits) / 32));
  values.forEach((value, i) => (words[Math.floor((i * bits) / 32)]! |= value << ((i * bits) % 32)));
  return words;
}
