import { againstFloat64, joined, type Check } from '../checking/check.ts';
import { encode } from '../checking/encode.ts';
import { fused, manyTokens, type KernelChecks } from '../checking/kernel_check.ts';
import { formatNames, formatsInTurn } from '../formats/formats.ts';
import { matmul, rmsNorm } from '../oracle/float64.ts';
import { eps, inverseSqrtAllowance, normed, sampleSizes, tokensInModel, type Batches } from '../products/scene.ts';
import { recordQkv } from './record.ts';

type Sizes = { tokens?: number; inputs: number; qRows: number; kvRows: number };

/** In one pack or, with `apart`, each alone and v in a format of its own. */
function normQkvCheck(batches: Batches, { apart = false } = {}): Check<Sizes> {
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
      const types = [format, format, apart ? random.pick(formatsInTurn) : format];
      const encoded = rows.map((count, n) => encode(random.normals(count * inputs), types[n]!));
      const [q, k, v] = rows.map((count) => rig.output(tokens * count, count));
      const to = { q: q!, k: k!, v: v! };
      const pack = apart ? null : rig.pack(encoded, format, inputs);
      const alone = () =>
        encoded.map((each, n) => rig.weight(each, types[n]!, rows[n]!, inputs, Math.ceil(rows[n]! / 2)));
      const [qWeight, kWeight, vWeight] = pack?.weights ?? alone();
      const weights = { q: qWeight!, k: kWeight!, v: vWeight! };
      const outputs = qRows + 2 * kvRows;
      return {
        words: apart ? `${words}, v in ${types[2]}` : words,
        batch: { start: 3, tokens },
        bytes: bytes + encoded.reduce((sum, each) => sum + each.bytes.length, 0) + 4 * tokens * outputs,
        plan: rig.plan(tokens, (on) => recordQkv(on, { ...operands, weights, pack, to }), {
          product: { inputs, outputs },
        }),
        judge: againstFloat64(
          async () => joined([await rig.read(to.q), await rig.read(to.k), await rig.read(to.v)]),
          (round) => {
            const h = rmsNorm(x, gain, eps, round);
            return joined(encoded.map(({ values }) => matmul(h, values, inputs, round)));
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
  // The same kernels are checked in every format as those of logits.
  norm_product_of_qkv: { check: normQkvCheck('one', { apart: true }), seeds: [120, 122], seedsWithoutSubgroups: [] },
  norm_product_tiles_of_qkv: {
    check: normQkvCheck('many', { apart: true }),
    seeds: [121, 123],
    seedsWithoutSubgroups: [],
  },
};
