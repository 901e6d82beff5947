import * as operations from './operations.ts';
import { weightBytes } from '../operands.ts';
import { embed } from '../oracle/float64.ts';
import { againstBits, type Check } from '../checking/check.ts';
import { denseTypes, formatNames, formatOf } from '../formats/formats.ts';
import { encode } from '../checking/encode.ts';

/** The table is split into pieces of at most `pieceRows`. */
export const embedCheck: Check<{ tokens: number; rows: number; width: number; pieceRows: number }> = {
  formats: formatNames,
  sample: (random) => {
    const [tokens, rows, width] = [random.odd(1, 40), random.odd(3, 90), random.odd(1, 200)];
    return { tokens, rows, width, pieceRows: random.integer(1, rows >> 1) };
  },
  inModel: ({ hidden }) => ({ tokens: 64, rows: 4096, width: hidden, pieceRows: 4096 }),
  build(rig, { tokens, rows, width, pieceRows }, random, format) {
    const ids = Array.from({ length: tokens }, () => random.integer(0, rows - 1));
    const table = encode(random.normals(rows * width), format);
    const x = rig.output(tokens * width, width);
    const [tokenIds, pieces] = [rig.ids(ids), rig.weight(table, format, rows, width, pieceRows)];
    return {
      batch: { start: 0, tokens },
      bytes: weightBytes(format, tokens * width) + 4 * tokens * width,
      plan: rig.plan(tokens, (on) => operations.embed(on, tokenIds, pieces, x)),
      judge: againstBits(() => rig.read(x), embed(ids, table.values, width)),
    };
  },
};

/**
 * All 65,536 values of a 16-bit type widen exactly. NaNs are left out, since WGSL may change their bits, and f32
 * subnormals, since WGSL may flush them.
 */
export const widenCheck: Check<Record<string, never>> = {
  formats: denseTypes.filter((type) => formatOf(type).stored.block.bytes === 2),
  sample: () => ({}),
  inModel: () => ({}),
  build(rig, _sizes, _random, format) {
    const halves = Uint16Array.from({ length: 0x10000 }, (_, half) => half);
    const bytes = new Uint8Array(halves.buffer);
    const values = formatOf(format).decode(bytes, halves.length);
    const subnormal = (value: number) => value !== 0 && Math.abs(value) < 2 ** -126;
    const compared = Array.from(halves).filter((half) => !Number.isNaN(values[half]!) && !subnormal(values[half]!));
    const x = rig.output(halves.length, 1);
    const table = { bytes, values };
    const ids = rig.ids([...halves]);
    // Two batches' worth of rows: a dispatch has at most 65,535 workgroups a dimension.
    const pieces = { ...rig.weight(table, format, halves.length, 1), columns: 2 };
    return {
      batch: { start: 0, tokens: halves.length / 2 },
      bytes: halves.byteLength + 4 * halves.length,
      plan: rig.plan(halves.length / 2, (on) => operations.embed(on, ids, pieces, { ...x, width: 2 })),
      judge: againstBits(
        async () => {
          const actual = await rig.read(x);
          return compared.map((half) => actual[half]!);
        },
        compared.map((half) => values[half]!),
      ),
    };
  },
};
