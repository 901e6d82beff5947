import { embed } from '../oracle/float64.ts';
import type { WeightType } from '../operands.ts';
import { judgeEqual, type Check } from '../checking/check.ts';
import { encode, fromBf16, fromF16 } from '../checking/encode.ts';

export function embedCheck(type: WeightType): Check {
  return async (rig, random) => {
    const [tokens, rows, width] = [random.odd(1, 40), random.odd(3, 90), random.odd(1, 200)];
    const rowsAPiece = random.rowsAPiece(type, rows, width);
    const ids = Array.from({ length: tokens }, () => random.integer(0, rows - 1));
    const table = encode(random.normals(rows * width), type);
    const x = rig.output(tokens * width, width);
    await rig.run({ start: 0, tokens }, (op) =>
      op.embed(rig.ids(ids), rig.weight(table, type, rows, width, rowsAPiece), x),
    );
    const shape = `${tokens} of ${rows}x${width}, ${rowsAPiece} rows a piece`;
    return judgeEqual(shape, await rig.read(x), embed(ids, table.values, width));
  };
}

/**
 * All 65,536 values of a 16-bit type widen exactly. NaNs are left out, since WGSL may change their bits, and bf16
 * subnormals too: they are f32 subnormals, which WGSL may flush.
 */
export function widenCheck(type: 'F16' | 'BF16'): Check {
  return async (rig) => {
    const halves = Uint16Array.from({ length: 0x10000 }, (_, half) => half);
    const values = Float64Array.from(halves, type === 'F16' ? fromF16 : fromBf16);
    const subnormal = (half: number) => type === 'BF16' && (half & 0x7f80) === 0 && (half & 0x7f) !== 0;
    const kept = Array.from(halves).filter((half) => !Number.isNaN(values[half]!) && !subnormal(half));
    const x = rig.output(halves.length, 1);
    const table = { bytes: new Uint8Array(halves.buffer), values };
    await rig.run({ start: 0, tokens: halves.length / 2 }, (op) => {
      const pieces = rig.weight(table, type, halves.length, 1);
      // Two batches' worth of rows: a dispatch has at most 65,535 workgroups a dimension.
      op.embed(rig.ids([...halves]), { ...pieces, columns: 2 }, { ...x, width: 2 });
    });
    const actual = await rig.read(x);
    return judgeEqual(
      '65,536 values',
      kept.map((half) => actual[half]!),
      kept.map((half) => values[half]!),
    );
  };
}
