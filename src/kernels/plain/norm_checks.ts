import * as operations from './operations.ts';
import { rmsNorm } from '../oracle/float64.ts';
import { perHead } from '../operands.ts';
import { againstFloat64, halfUlp, type Check } from '../checking/check.ts';
import { denseTypes } from '../formats/formats.ts';
import { encode } from '../checking/encode.ts';

const eps = 1e-6;
/** WGSL: inverseSqrt is good to 2 units in the last place. */
const inverseSqrtAllowance = 4 * halfUlp;

/** Scales from where eps decides (mean square 1e-8) to where an f16 would overflow (1e10). */
export const rmsNormCheck: Check<{ rows: number; width: number }> = {
  formats: denseTypes,
  sample: (random) => ({ rows: random.odd(1, 30), width: random.odd(1, 1500) }),
  inModel: ({ hidden }) => ({ rows: 1, width: hidden }),
  build(rig, { rows, width }, random, format) {
    const scale = 10 ** random.integer(-4, 5);
    const x = random.normals(rows * width, scale);
    const gain = encode(random.normals(width, 30), format);
    const y = rig.output(rows * width, width);
    const [input, gains] = [rig.input(x, width), rig.weight(gain, format, 1, width)];
    return {
      words: `x of ${scale}`,
      batch: { start: 0, tokens: rows },
      bytes: 2 * x.byteLength + gain.bytes.length,
      plan: rig.plan(rows, (on) => operations.rmsNorm(on, input, gains, y, eps)),
      judge: againstFloat64(
        () => rig.read(y),
        (round) => rmsNorm(x, gain.values, eps, round),
        inverseSqrtAllowance,
      ),
    };
  },
};

export const headNormCheck: Check<{ tokens: number; heads: number; headDim: number }> = {
  formats: denseTypes,
  multiples: { headDim: 2 },
  sample: (random) => ({ tokens: random.odd(1, 20), heads: random.odd(1, 9), headDim: random.integer(1, 128) * 2 }),
  inModel: ({ heads, headDim }) => ({ tokens: 1, heads, headDim }),
  build(rig, { tokens, heads, headDim }, random, format) {
    const x = random.normals(tokens * heads * headDim);
    const gain = encode(random.normals(headDim, 30), format);
    const y = rig.output(tokens * heads * headDim, heads * headDim);
    const [input, gains] = [rig.input(x, heads * headDim), rig.weight(gain, format, 1, headDim)];
    return {
      batch: { start: 0, tokens },
      bytes: 2 * x.byteLength + gain.bytes.length,
      plan: rig.plan(tokens, (on) => operations.rmsNorm(on, perHead(input, headDim), gains, perHead(y, headDim), eps)),
      judge: againstFloat64(
        () => rig.read(y),
        (round) => rmsNorm(x, gain.values, eps, round),
        inverseSqrtAllowance,
      ),
    };
  },
};
