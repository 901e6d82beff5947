import { judge, type Check } from '../checking/check.ts';
import { encode } from '../checking/encode.ts';
import { fused, manyTokens, type KernelChecks } from '../checking/kernel_check.ts';
import { matmul, rmsNorm } from '../oracle/float64.ts';
import { eps, inverseSqrtAllowance, normed, sizes, type Shape } from '../products/scene.ts';
import { recordQkv } from './record.ts';

function normQkvCheck(shape: Shape): Check {
  return async (rig, random) => {
    const { type, inputs, tokens } = sizes(random, shape);
    const { x, gain, scale } = normed(random, tokens, inputs, type);
    const rows = [random.odd(3, 150), random.odd(1, 60)] as const;
    const weights = [rows[0], rows[1], rows[1]].map((count) => encode(random.normals(count * inputs), type));
    const [q, k, v] = weights.map(({ values }) =>
      rig.output((tokens * values.length) / inputs, values.length / inputs),
    );
    const to = { q: q!, k: k!, v: v! };
    const operands = {
      x: rig.input(x, inputs),
      gain: rig.weight(gain.encoded, gain.type, 1, inputs),
      pack: rig.pack(weights, type, inputs),
      to,
      eps,
    };
    await rig.run({ start: 3, tokens }, (on) => recordQkv(on, operands));
    const actual = [...(await rig.read(to.q)), ...(await rig.read(to.k)), ...(await rig.read(to.v))];
    return judge(
      `${type} ${tokens}x${inputs} by ${rows.join('+2x')}, scale ${scale}`,
      actual,
      (round) => {
        const h = rmsNorm(x, gain.encoded.values, eps, round);
        return weights.flatMap(({ values }) => [...matmul(h, values, inputs, round)]);
      },
      inverseSqrtAllowance,
    );
  };
}

export const checks: KernelChecks = {
  norm_qkv: fused(normQkvCheck('one')),
  norm_qkv_tiles: manyTokens(normQkvCheck('many')),
};
