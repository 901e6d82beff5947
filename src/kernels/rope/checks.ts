import { allowance, headsInModel, scene, type HeadSizes } from '../attention/scene.ts';
import { againstFloat64, joined, type Check } from '../checking/check.ts';
import { fused, type KernelChecks } from '../checking/kernel_check.ts';
import { denseTypes } from '../formats/formats.ts';
import { recordRope } from './record.ts';

/** The batch's keys and values where they belong, the past as it was, and q. */
function ropeAppendCheck(batches: 'one' | 'many'): Check<HeadSizes & { tokens?: number }> {
  return {
    formats: denseTypes,
    minima: { start: 0 },
    multiples: { headDim: 2 },
    sample: (random) => ({
      ...(batches === 'many' && { tokens: random.odd(3, 20) }),
      start: random.integer(0, 60),
      kvHeads: random.integer(1, 3),
      group: random.integer(1, 4),
      headDim: random.integer(1, 128) * 2,
    }),
    inModel: (model) => ({ ...(batches === 'many' && { tokens: 64 }), ...headsInModel(model) }),
    build(rig, sizes, random, format) {
      const { tokens = 1, kvHeads, headDim } = sizes;
      const s = scene(rig, random, sizes, format);
      return {
        words: s.words,
        batch: s.batch,
        bytes: 2 * s.inputBytes + 16 * tokens * kvHeads * headDim,
        plan: rig.plan(tokens, (on) => recordRope(on, s.operands)),
        judge: againstFloat64(
          async () => {
            const cached = await s.readCache();
            return joined([await rig.read(s.operands.qRotated), cached.keys, cached.values]);
          },
          (round) => {
            const { q, k, v } = s.appended(round);
            return joined([q, s.past.k, k, s.past.v, v]);
          },
          allowance,
        ),
      };
    },
  };
}

export const checks: KernelChecks = {
  rope_append: fused(ropeAppendCheck('one')),
  rope_append_of_many: fused(ropeAppendCheck('many')),
};
