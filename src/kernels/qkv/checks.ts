import { againstFloat64, joined, type Check } from '../checking/check.ts';
import { encode } from '../checking/encode.ts';
import type { Random } from '../checking/random.ts';
import { fused, manyTokens, type KernelChecks } from '../checking/kernel_check.ts';
import { formatNames, kFormats, type WeightType } from '../formats/formats.ts';
import { matmul, rmsNorm } from '../oracle/float64.ts';
import { eps, inverseSqrtAllowance, normed, sampleSizes, tokensInModel, type Batches } from '../products/scene.ts';
import { recordQkv } from './record.ts';

type Sizes = { tokens?: number; inputs: number; qRows: number; kvRows: number };

/** How weights are held, with the types of q, k and v: in a pack of one type or of several, or each alone and v in a type of its own. */
interface Holding {
  packed: boolean;
  /** What the length of rows is a multiple of. */
  unit: number;
  formats: readonly WeightType[];
  types: (format: WeightType, random: Random, others: readonly WeightType[]) => [WeightType, WeightType, WeightType];
}

const pack: Holding = { packed: true, unit: 1, formats: formatNames, types: (format) => [format, format, format] };
const mixedPack: Holding = {
  packed: true,
  unit: 256,
  formats: kFormats,
  types(format, random, others) {
    const different = others.filter((other) => other !== format);
    return [format, random.pick(others), different.length > 0 ? random.pick(different) : format];
  },
};
const apart: Holding = {
  packed: false,
  unit: 1,
  formats: formatNames,
  types: (format, random, others) => [format, format, random.pick(others)],
};

function normQkvCheck(batches: Batches, { packed, unit, formats, types: typesOf } = pack): Check<Sizes> {
  return {
    formats,
    multiples: { inputs: unit },
    sample(random) {
      const sizes = { ...sampleSizes(random, batches), qRows: random.odd(3, 150), kvRows: random.odd(1, 60) };
      return unit === 1 ? sizes : { ...sizes, inputs: unit * random.integer(1, 4) };
    },
    inModel: ({ hidden, heads, kvHeads, headDim }) => ({
      ...tokensInModel(batches),
      inputs: hidden,
      qRows: heads * headDim,
      kvRows: kvHeads * headDim,
    }),
    build(rig, { tokens = 1, inputs, qRows, kvRows }, random, format, others) {
      const { x, gain, operands, bytes, words } = normed(rig, random, tokens, inputs, format);
      const rows = [qRows, kvRows, kvRows];
      const types = typesOf(format, random, others);
      const encoded = rows.map((count, n) => encode(random.normals(count * inputs), types[n]!));
      const [q, k, v] = rows.map((count) => rig.output(tokens * count, count));
      const to = { q: q!, k: k!, v: v! };
      const pack = packed ? rig.pack(encoded, types, inputs) : null;
      const alone = () =>
        encoded.map((each, n) => rig.weight(each, types[n]!, rows[n]!, inputs, Math.ceil(rows[n]! / 2)));
      const [qWeight, kWeight, vWeight] = pack?.weights ?? alone();
      const weights = { q: qWeight!, k: kWeight!, v: vWeight! };
      const outputs = qRows + 2 * kvRows;
      return {
        words: types.every((type) => type === format) ? words : `${words}, k in ${types[1]}, v in ${types[2]}`,
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
  norm_qkv_of_types: { check: normQkvCheck('one', mixedPack), seeds: [1, 2, 3], seedsWithoutSubgroups: [2] },
  // The same kernels are checked in every format as those of logits.
  norm_product_of_qkv: { check: normQkvCheck('one', apart), seeds: [120, 122], seedsWithoutSubgroups: [] },
  norm_product_tiles_of_qkv: { check: normQkvCheck('many', apart), seeds: [121, 123], seedsWithoutSubgroups: [] },
  norm_product_tiles_of_types: { check: normQkvCheck('many', mixedPack), seeds: [1], seedsWithoutSubgroups: [] },
};
