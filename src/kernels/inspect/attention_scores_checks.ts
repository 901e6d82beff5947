import { ropeRotations } from '../../model/pass/rope.ts';
import { asCached, layoutInWords, randomLayout } from '../attention/scene.ts';
import { againstFloat64, halfUlp, type Check } from '../checking/check.ts';
import { encode } from '../checking/encode.ts';
import { denseTypes } from '../formats/formats.ts';
import { attentionScores, rmsNorm, rope } from '../oracle/float64.ts';
import { recordAttentionScores } from './attention_scores.ts';

/** WGSL: inverseSqrt is good to two units in the last place. */
const allowance = 4 * halfUlp;

/** `group` query heads share one of `kvHeads`. */
export const attentionScoresCheck: Check<{ start: number; kvHeads: number; group: number; headDim: number }> = {
  formats: denseTypes,
  minima: { start: 0 },
  multiples: { headDim: 2 },
  sample: (random) => ({
    start: random.integer(0, 700),
    kvHeads: random.integer(1, 3),
    group: random.integer(1, 4),
    headDim: random.integer(1, 64) * 2,
  }),
  inModel: ({ heads, kvHeads, headDim }) => ({ start: 1023, kvHeads, group: heads / kvHeads, headDim }),
  build(rig, { start, kvHeads, group, headDim }, random, format) {
    const [heads, rmsNormEps] = [kvHeads * group, 1e-6];
    const gain = encode(random.normals(headDim, 2), format);
    const q = random.normals(heads * headDim);
    const layout = randomLayout(rig, random, kvHeads);
    const keys = asCached(random.normals((start + 1) * kvHeads * headDim), layout.type);
    const rotations = ropeRotations(start + 1, headDim, 1e6);
    const output = rig.output(heads * (start + 1), start + 1);
    const operands = {
      q: rig.input(q, heads * headDim),
      qNorm: rig.weight(gain, format, 1, headDim),
      rotations: rig.input(rotations, 1).binding.buffer,
      cache: rig.cache(keys, keys, { kvHeads, headDim }, layout),
      scores: output.binding.buffer,
    };
    return {
      words: layoutInWords(layout),
      batch: { start, tokens: 1 },
      bytes: q.byteLength + keys.byteLength + 4 * heads * (start + 1),
      plan: (recorder, batch) =>
        recordAttentionScores(recorder, { batch, ...operands }, { heads, kvHeads, headDim, rmsNormEps }, rig.tuning),
      judge: againstFloat64(
        () => rig.read(output),
        (round) => {
          const turned = rope(rmsNorm(q, gain.values, rmsNormEps, round), rotations, { heads, headDim, start }, round);
          return attentionScores(turned, keys, { heads, kvHeads, headDim }, round);
        },
        allowance,
      ),
    };
  },
};
