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
      // Where a scale and a bias, or 24 bits of a scale, make a value that f32 does not have, the nearest one.
      judge: againstBits(() => rig.read(x), Float32Array.from(embed(ids, table.values, width))),
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
    const bits = Uint16Array.from({ length: 0x10000 }, (_, index) => index);
    const bytes = new Uint8Array(bits.buffer);
    const values = formatOf(format).decode(bytes, bits.length);
    const subnormal = (value: number) => value !== 0 && Math.abs(value) < 2 ** -126;
    const compared = Array.from(bits).filter((index) => !Number.isNaN(values[index]!) && !subnormal(values[index]!));
    const x = rig.output(bits.length, 1);
    const table = { bytes, values };
    const ids = rig.ids([...bits]);
    // Two batches' worth of rows: a dispatch has at most 65,535 workgroups a dimension.
    const pieces = { ...rig.weight(table, format, bits.length, 1), columns: 2 };
    return {
      batch: { start: 0, tokens: bits.length / 2 },
      bytes: bits.byteLength + 4 * bits.length,
      plan: rig.plan(bits.length / 2, (on) => operations.embed(on, ids, pieces, { ...x, width: 2 })),
      judge: againstBits(
        async () => {
          const actual = await rig.read(x);
          return compared.map((index) => actual[index]!);
        },
        compared.map((index) => values[index]!),
      ),
    };
  },
};
