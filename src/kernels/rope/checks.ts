import { allowance, scene } from '../attention/scene.ts';
import { judge, type Check } from '../checking/check.ts';
import { fused, type KernelChecks } from '../checking/kernel_check.ts';
import type { Round } from '../oracle/float64.ts';
import { recordRope } from './record.ts';

/** The batch's keys and values where they belong, the past as it was, and q. */
function ropeAppendCheck(shape: 'one' | 'many'): Check {
  return async (rig, random) => {
    const tokens = shape === 'one' ? 1 : random.odd(3, 20);
    const start = random.integer(0, 60);
    const [kvHeads, headDim] = [random.integer(1, 3), random.integer(1, 128) * 2];
    const s = scene(rig, random, { tokens, start, kvHeads, group: random.integer(1, 4), headDim });
    await rig.run({ start, tokens }, (on) => recordRope(on, s.operands));
    const cached = await rig.readCache(s.operands.cache, (start + tokens) * kvHeads, headDim);
    const actual = [...(await rig.read(s.operands.qRotated)), ...cached.keys, ...cached.values];
    const oracle = (round: Round) => {
      const { q, k } = s.turned(round);
      return [...q, ...s.past.k, ...k, ...s.past.v, ...s.v];
    };
    return judge(s.words, actual, oracle, allowance);
  };
}

export const checks: KernelChecks = {
  rope_append: fused(ropeAppendCheck('one')),
  'rope_append of many': fused(ropeAppendCheck('many')),
};
