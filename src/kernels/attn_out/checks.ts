import { recordAttention } from '../attention/record.ts';
import { allowance, headsInModel, scene, type HeadSizes } from '../attention/scene.ts';
import { shortContext } from '../attention/splits.ts';
import { againstFloat64, type Check } from '../checking/check.ts';
import { encode } from '../checking/encode.ts';
import { fused, type KernelChecks } from '../checking/kernel_check.ts';
import { denseTypes, formatNames } from '../formats/formats.ts';
import { add, matmul } from '../oracle/float64.ts';
import { recordAttnOut } from './record.ts';

/** Attention of one token merged on the way into its projection and the residual. */
const mergeProductAddCheck: Check<HeadSizes & { outputs: number }> = {
  formats: formatNames,
  minima: { start: 0 },
  multiples: { headDim: 8 },
  sample: (random) => ({
    start: random.integer(0, 120),
    kvHeads: random.integer(1, 3),
    group: random.integer(1, 4),
    headDim: random.integer(1, 16) * 8,
    outputs: random.odd(3, 150),
  }),
  // A CPU adapter has splits that merge on the way to 128 positions.
  inModel: (model) => ({ ...headsInModel(model), start: 127, outputs: model.hidden }),
  build(rig, { outputs, ...sizes }, random, format, others) {
    const most = shortContext(rig.tuning);
    if (sizes.start >= most)
      throw new RangeError(`start ${sizes.start}: this kernel takes contexts of at most ${most} positions.`);
    const dense = denseTypes.filter((type) => others.includes(type));
    const gainType = random.pick(dense.length > 0 ? dense : denseTypes);
    const s = scene(rig, random, sizes, gainType);
    const { attn, attentionParts } = s.operands;
    const { width } = attn;
    const weight = encode(random.normals(outputs * width), format);
    const before = random.normals(outputs, 10);
    const sum = rig.output(outputs, outputs);
    const [projection, x] = [rig.weight(weight, format, outputs, width), rig.input(before, outputs)];
    return {
      words: `gains of ${gainType}`,
      batch: s.batch,
      bytes: s.inputBytes + s.cacheBytes + weight.bytes.length + 2 * before.byteLength,
      plan: rig.plan(
        1,
        (on) => {
          recordAttention(on, s.operands);
          recordAttnOut(on, { attn, attentionParts, weight: projection, headDim: sizes.headDim, x, sum });
        },
        { fusions: { ropeAttention: true, attentionOut: true } },
      ),
      judge: againstFloat64(
        () => rig.read(sum),
        (round) => add(before, matmul(s.attended(round), weight.values, width, round), round),
        allowance,
      ),
    };
  },
};

/** So few workgroups that a team has several rows: only large models have them otherwise. */
const fewGroups = { attnOut: { groupSize: 16, team: 4, maxGroups: 2 } };

export const checks: KernelChecks = {
  merge_product_add: fused(mergeProductAddCheck),
  merge_product_add_of_several_rows: { ...fused(mergeProductAddCheck), tuning: fewGroups },
};
