import { againstFloat64, joined, type Case, type Check } from '../checking/check.ts';
import { fused, manyTokens, type KernelChecks } from '../checking/kernel_check.ts';
import type { Rig } from '../checking/rig.ts';
import type { Context } from '../context.ts';
import { denseTypes } from '../formats/formats.ts';
import { recordRope } from '../rope/record.ts';
import type { Tuning } from '../tuning.ts';
import type { AttentionOperands } from './operands.ts';
import { recordAttention } from './record.ts';
import { allowance, headsInModel, scene, type HeadSizes } from './scene.ts';

/** Attention after the norms and rotations that it does not do itself. */
function ropeAndAttention(on: Context<Tuning>, operands: AttentionOperands): void {
  if (!on.fusions.ropeAttention) recordRope(on, operands);
  recordAttention(on, operands);
}

/** Judges attn, and the batch's keys and values in the cache: the worse of the two. */
function attendedIn(rig: Rig, s: ReturnType<typeof scene>): Case['judge'] {
  const attended = againstFloat64(() => rig.read(s.operands.attn), s.attended, allowance);
  const appended = againstFloat64(
    async () => {
      const { keys, values } = await s.readCache();
      return joined([keys.subarray(s.past.k.length), values.subarray(s.past.v.length)]);
    },
    (round) => {
      const { k, v } = s.appended(round);
      return joined([k, v]);
    },
    allowance,
  );
  return async () => {
    // The cache first: attn is held to what is in it.
    const [inCache, out] = [await appended(), await attended()];
    return inCache.error / inCache.bound > out.error / out.bound ? inCache : out;
  };
}

/** Attention of one token: with the norms and rotations in the same kernel, or after them. */
function attentionSplitCheck(ropeAttention: boolean, longest: number): Check<HeadSizes> {
  return {
    formats: denseTypes,
    minima: { start: 0 },
    multiples: { headDim: 2 },
    sample: (random) => ({
      // The first token of all finds nothing but stale values; and small heads fit the subgroups of a CPU adapter.
      start: random.next() < 0.2 ? 0 : random.integer(0, longest),
      group: random.integer(1, 8),
      headDim: random.next() < 0.3 ? random.pick([8, 16]) : random.integer(1, 128) * 2,
      kvHeads: random.integer(1, 3),
    }),
    inModel: headsInModel,
    build(rig, sizes, random, format) {
      const s = scene(rig, random, sizes, format);
      return {
        words: s.words,
        batch: s.batch,
        bytes: s.inputBytes + s.cacheBytes + 4 * s.operands.attn.width,
        plan: rig.plan(1, (on) => ropeAndAttention(on, s.operands), {
          fusions: { ropeAttention, attentionOut: false },
        }),
        judge: attendedIn(rig, s),
      };
    },
  };
}

/** Many tokens anywhere; with groups of query heads that do not divide a workgroup's rows. */
const attentionTilesCheck: Check<HeadSizes & { tokens: number }> = {
  formats: denseTypes,
  minima: { start: 0 },
  multiples: { headDim: 2 },
  sample: (random) => {
    const group = random.integer(1, 8);
    return {
      tokens: random.integer(2, 90),
      start: random.integer(0, 1) * random.integer(1, 150),
      kvHeads: group > 4 ? 1 : random.integer(1, 3),
      group,
      headDim: random.integer(1, 128) * 2,
    };
  },
  inModel: (model) => ({ tokens: 64, ...headsInModel(model), start: 0 }),
  build(rig, sizes, random, format) {
    const s = scene(rig, random, sizes, format);
    return {
      words: s.words,
      batch: s.batch,
      bytes: s.inputBytes + s.cacheBytes + 4 * sizes.tokens * s.operands.attn.width,
      plan: rig.plan(sizes.tokens, (on) => ropeAndAttention(on, s.operands)),
      judge: attendedIn(rig, s),
    };
  },
};

export const checks: KernelChecks = {
  attention_split: fused(attentionSplitCheck(false, 200)),
  attention_split_with_rope: fused(attentionSplitCheck(true, 200)),
  attention_split_long: fused(attentionSplitCheck(true, 1500)),
  attention_tiles: manyTokens(attentionTilesCheck),
};
