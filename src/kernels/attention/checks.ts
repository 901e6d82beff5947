import { judge, type Check } from '../checking/check.ts';
import { fused, manyTokens, type KernelChecks } from '../checking/kernel_check.ts';
import type { Context } from '../context.ts';
import { recordRope } from '../rope/record.ts';
import type { Tuning } from '../tuning.ts';
import type { AttentionOperands } from './operands.ts';
import { recordAttention } from './record.ts';
import { allowance, scene } from './scene.ts';

/** Attention after the norms and rotations that it does not do itself. */
function ropeAndAttention(on: Context<Tuning>, operands: AttentionOperands): void {
  if (!on.joins.ropeAttention) recordRope(on, operands);
  recordAttention(on, operands);
}

/** Attention of one token: with the norms and rotations in the same kernel, or after them. */
function attentionSplitCheck(ropeAttention: boolean, longest: number): Check {
  return async (rig, random) => {
    // The first token of all finds nothing but stale values; and small heads fit the subgroups of a CPU adapter.
    const start = random.next() < 0.2 ? 0 : random.integer(0, longest);
    const group = random.integer(1, 8);
    const headDim = random.next() < 0.3 ? random.pick([8, 16]) : random.integer(1, 128) * 2;
    const size = { tokens: 1, start, kvHeads: random.integer(1, 3), group, headDim };
    const s = scene(rig, random, size);
    const joins = { ropeAttention, attentionOut: false };
    await rig.run({ start, tokens: 1 }, (on) => ropeAndAttention(on, s.operands), joins);
    return judge(s.words, await rig.read(s.operands.attn), s.attended, allowance);
  };
}

/** Many tokens anywhere; with groups of query heads that do not divide a workgroup's rows. */
const attentionTilesCheck: Check = async (rig, random) => {
  const [tokens, start] = [random.integer(2, 90), random.integer(0, 1) * random.integer(1, 150)];
  const group = random.integer(1, 8);
  const kvHeads = group > 4 ? 1 : random.integer(1, 3);
  const s = scene(rig, random, { tokens, start, kvHeads, group, headDim: random.integer(1, 128) * 2 });
  await rig.run({ start, tokens }, (on) => ropeAndAttention(on, s.operands));
  return judge(s.words, await rig.read(s.operands.attn), s.attended, allowance);
};

export const checks: KernelChecks = {
  attention_split: fused(attentionSplitCheck(false, 200)),
  'attention_split with rope': fused(attentionSplitCheck(true, 200)),
  'attention_split, long': fused(attentionSplitCheck(true, 1500)),
  attention_tiles: manyTokens(attentionTilesCheck),
};
