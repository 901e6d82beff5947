import { rmsNorm } from '../oracle/float64.ts';
import { perHead, type WeightType } from '../operands.ts';
import { halfUlp, judge, type Check } from '../checking/check.ts';
import { encode } from '../checking/encode.ts';

/** WGSL: inverseSqrt is good to 2 units in the last place. */
const inverseSqrtAllowance = 4 * halfUlp;

/** Scales from where eps decides (mean square 1e-8) to where a half would overflow (1e10). */
export function rmsNormCheck(type: WeightType): Check {
  return async (rig, random) => {
    const [rows, width, eps] = [random.odd(1, 30), random.odd(1, 1500), 1e-6];
    const scale = 10 ** random.integer(-4, 5);
    const x = random.normals(rows * width, scale);
    const gain = encode(random.normals(width, 30), type);
    const y = rig.output(rows * width, width);
    await rig.run({ start: 0, tokens: rows }, (op) =>
      op.rmsNorm(rig.input(x, width), rig.weight(gain, type, 1, width), y, eps),
    );
    const oracle = (round: (value: number) => number) => rmsNorm(x, gain.values, eps, round);
    return judge(`${rows}x${width}, scale ${scale}`, await rig.read(y), oracle, inverseSqrtAllowance);
  };
}

export const headNormCheck: Check = async (rig, random) => {
  const [tokens, heads, headDim, eps] = [random.odd(1, 20), random.odd(1, 9), random.integer(1, 128) * 2, 1e-6];
  const x = random.normals(tokens * heads * headDim);
  const gain = encode(random.normals(headDim, 30), 'F32');
  const y = rig.output(tokens * heads * headDim, heads * headDim);
  await rig.run({ start: 0, tokens }, (op) => {
    const input = rig.input(x, heads * headDim);
    op.rmsNorm(perHead(input, headDim), rig.weight(gain, 'F32', 1, headDim), perHead(y, headDim), eps);
  });
  const oracle = (round: (value: number) => number) => rmsNorm(x, gain.values, eps, round);
  return judge(`${tokens}x${heads}x${headDim}`, await rig.read(y), oracle, inverseSqrtAllowance);
};
