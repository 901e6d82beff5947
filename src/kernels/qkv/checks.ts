import { againstFloat64, joined, type Check } from '../checking/check.ts';
import { encode } from '../checking/encode.ts';
import { fused, manyTokens, type KernelChecks } from '../checking/kernel_check.ts';
import { formatNames } from '../formats/formats.ts';
import { weightBytes } from '../operands.ts';
import { matmul, rmsNorm } from '../oracle/float64.ts';
import { eps, inverseSqrtAllowance, normed, sampleSizes, tokensInModel, type Batches } from '../products/scene.ts';
import { recordQkv } from './record.ts';

type Sizes = { tokens?: number; inputs: number; qRows: number; kvRows: number };

function normQkvCheck(batches: Batches): Check<Sizes> {
  return {
    formats: formatNames,
    sample: (random) => ({ ...sampleSizes(random, batches), qRows: random.odd(3, 150), kvRows: random.odd(1, 60) }),
    inModel: ({ hidden, heads, kvHeads, headDim }) => ({
      ...tokensInModel(batches),
      inputs: hidden,
      qRows: heads * headDim,
      kvRows: kvHeads * headDim,
    }),
    build(rig, { tokens = 1, inputs, qRows, kvRows }, random, format) {
      const { x, gain, operands, bytes, words } = normed(rig, random, tokens, inputs, format);
      const rows = [qRows, kvRows, kvRows];
      const weights = rows.map((count) => encode(random.normals(count * inputs), format));
      const [q, k, v] = rows.map((count) => rig.output(tokens * count, count));
      const to = { q: q!, k: k!, v: v! };
      const pack = rig.pack(weights, format, inputs);
      const outputs = qRows + 2 * kvRows;
      return {
        words,
        batch: { start: 3, tokens },
        bytes: bytes + weightBytes(format, outputs * inputs) + 4 * tokens * outputs,
        plan: rig.plan(tokens, (on) => recordQkv(on, { ...operands, pack, to }), { product: { inputs, outputs } }),
        judge: againstFloat64(
          async () => joined([await rig.read(to.q), await rig.read(to.k), await rig.read(to.v)]),
          (round) => {
            const h = rmsNorm(x, gain, eps, round);
            return joined(weights.map(({ values }) => matmul(h, values, inputs, round)));
          },
          inverseSqrtAllowance,
        ),
      };
    },
  };
}

export const checks: KernelChecks = {
  norm_qkv: fused(normQkvCheck('one')),
  norm_qkv_tiles: manyTokens(normQkvCheck('many')),
};
