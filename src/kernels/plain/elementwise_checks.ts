import * as operations from './operations.ts';
import { ropeRotations } from '../../model/pass/rope.ts';
import { add, rope, swiglu, toF32 } from '../oracle/float64.ts';
import { againstBits, againstFloat64, halfUlp, type Check } from '../checking/check.ts';

export const ropeCheck: Check<{ tokens: number; start: number; heads: number; headDim: number }> = {
  formats: [],
  minima: { start: 0 },
  multiples: { headDim: 2 },
  sample: (random) => ({
    tokens: random.odd(1, 20),
    start: random.integer(0, 100),
    heads: random.odd(1, 9),
    headDim: random.integer(1, 128) * 2,
  }),
  inModel: ({ heads, headDim }) => ({ tokens: 1, start: 1023, heads, headDim }),
  build(rig, { tokens, start, heads, headDim }, random) {
    const x = random.normals(tokens * heads * headDim);
    const rotations = ropeRotations(start + tokens, headDim, 1e6);
    const y = rig.output(x.length, heads * headDim);
    const [input, angles] = [rig.input(x, heads * headDim), rig.input(rotations, 1).binding.buffer];
    return {
      batch: { start, tokens },
      bytes: 2 * x.byteLength + 4 * tokens * headDim,
      plan: rig.plan(tokens, (on) => operations.rope(on, input, angles, y, headDim)),
      judge: againstFloat64(
        () => rig.read(y),
        (round) => rope(x, rotations, { heads, headDim, start }, round),
      ),
    };
  },
};

type RowSizes = { tokens: number; width: number };

const rows: Pick<Check<RowSizes>, 'formats' | 'sample'> = {
  formats: [],
  sample: (random) => ({ tokens: random.odd(1, 20), width: random.odd(1, 500) }),
};

export const addCheck: Check<RowSizes> = {
  ...rows,
  inModel: ({ hidden }) => ({ tokens: 1, width: hidden }),
  build(rig, { tokens, width }, random) {
    const a = random.normals(tokens * width, 100);
    const b = random.normals(tokens * width);
    const sum = rig.output(a.length, width);
    const [first, second] = [rig.input(a, width), rig.input(b, width)];
    return {
      batch: { start: 0, tokens },
      bytes: 3 * a.byteLength,
      plan: rig.plan(tokens, (on) => operations.add(on, first, second, sum)),
      // One rounding, and IEEE says which way.
      judge: againstBits(() => rig.read(sum), add(a, b, toF32)),
    };
  },
};

/** WGSL: exp(x) is good to 3 + 2 |x| units, where it matters (|x| under 17); division to 2.5. */
const siluAllowance = 2 * (3 + 2 * 17 + 2.5) * halfUlp;

/** Gates far beyond where exp overflows f32 (88.7) on both sides. */
export const swigluCheck: Check<RowSizes> = {
  ...rows,
  inModel: ({ ffn }) => ({ tokens: 1, width: ffn }),
  build(rig, { tokens, width }, random) {
    const scale = 10 ** random.integer(-3, 3);
    const gate = random.normals(tokens * width, scale);
    const up = random.normals(tokens * width);
    const act = rig.output(gate.length, width);
    const [first, second] = [rig.input(gate, width), rig.input(up, width)];
    return {
      words: `gates of ${scale}`,
      batch: { start: 0, tokens },
      bytes: 3 * gate.byteLength,
      plan: rig.plan(tokens, (on) => operations.swiglu(on, first, second, act)),
      judge: againstFloat64(
        () => rig.read(act),
        (round) => swiglu(gate, up, round),
        siluAllowance,
      ),
    };
  },
};

export const lastRowCheck: Check<RowSizes> = {
  ...rows,
  inModel: ({ hidden }) => ({ tokens: 64, width: hidden }),
  build(rig, { tokens, width }, random) {
    const x = random.normals(tokens * width);
    const y = rig.output(width, width, { fixed: 1 });
    const input = rig.input(x, width);
    return {
      batch: { start: 7, tokens },
      bytes: 8 * width,
      plan: rig.plan(tokens, (on) => operations.lastRow(on, input, y)),
      judge: againstBits(() => rig.read(y), x.slice(-width)),
    };
  },
};
