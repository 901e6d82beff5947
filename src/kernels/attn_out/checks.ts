import { recordAttention } from '../attention/record.ts';
import { allowance, scene } from '../attention/scene.ts';
import { judge, type Check } from '../checking/check.ts';
import { encode } from '../checking/encode.ts';
import { fused, type KernelChecks } from '../checking/kernel_check.ts';
import { formatNames } from '../formats/formats.ts';
import { add, matmul, type Round } from '../oracle/float64.ts';
import { recordAttnOut } from './record.ts';

/** Attention of one token merged on the way into its projection and the residual. */
const mergeProductAddCheck: Check = async (rig, random) => {
  const start = random.integer(0, 120);
  const size = { tokens: 1, start, kvHeads: random.integer(1, 3), group: random.integer(1, 4) };
  const headDim = random.integer(1, 16) * 8;
  const s = scene(rig, random, { ...size, headDim });
  const width = s.operands.attn.width;
  const outputs = random.odd(3, 150);
  const type = random.assigned(formatNames);
  const weight = encode(random.normals(outputs * width), type);
  const before = random.normals(outputs, 10);
  const sum = rig.output(outputs, outputs);
  const projection = { weight: rig.weight(weight, type, outputs, width), headDim, x: rig.input(before, outputs), sum };
  const joins = { ropeAttention: true, attentionOut: true };
  await rig.run(
    { start, tokens: 1 },
    (on) => {
      recordAttention(on, s.operands);
      recordAttnOut(on, { ...s.operands, ...projection });
    },
    joins,
  );
  const oracle = (round: Round) => add(before, matmul(s.attended(round), weight.values, width, round), round);
  return judge(`${s.words} by ${outputs} of ${type}`, await rig.read(sum), oracle, allowance);
};

/** So few workgroups that a team has several rows: only large models have them otherwise. */
const fewGroups = { attnOut: { groupSize: 16, team: 4, maxGroups: 2 } };

export const checks: KernelChecks = {
  merge_product_add: fused(mergeProductAddCheck),
  'merge_product_add of several rows': { ...fused(mergeProductAddCheck), tuning: fewGroups },
};
