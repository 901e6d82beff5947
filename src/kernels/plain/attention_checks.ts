import { cacheElementBytes } from '../../vocabulary/cache_type.ts';
import { asCached, layoutInWords, randomLayout } from '../attention/scene.ts';
import * as operations from './operations.ts';
import { attention } from '../oracle/float64.ts';
import { againstBits, againstFloat64, halfUlp, joined, type Check } from '../checking/check.ts';

/** WGSL: exp(x) is good to 3 + 2 |x| units in the last place. Scores here are mostly within 30 of the largest. */
const expAllowance = 2 * (3 + 2 * 30) * halfUlp;

/** `group` query heads share one of `kvHeads`. */
export const attentionCheck: Check<{
  tokens: number;
  start: number;
  kvHeads: number;
  group: number;
  headDim: number;
}> = {
  formats: [],
  minima: { start: 0 },
  multiples: { headDim: 2 },
  sample: (random) => ({
    tokens: random.odd(1, 9),
    start: random.integer(0, 200),
    kvHeads: random.odd(1, 3),
    group: random.integer(1, 4),
    headDim: random.integer(1, 128) * 2,
  }),
  inModel: ({ heads, kvHeads, headDim }) => ({ tokens: 1, start: 1023, kvHeads, group: heads / kvHeads, headDim }),
  build(rig, { tokens, start, kvHeads, group, headDim }, random) {
    const positions = start + tokens;
    const heads = kvHeads * group;
    // At 30 scores reach 150, beyond what exp can take in f32 (88.7) unless the largest is subtracted.
    const scale = random.next() < 0.5 ? 2 : 30;
    const q = random.normals(tokens * heads * headDim, scale);
    // Positions after the last token's: as large as f32 goes without overflowing a score, so that reading one shows.
    const beyond = 5 * kvHeads * headDim;
    const withStale = (values: Float32Array) => {
      const all = random.normals(values.length + beyond, 1e30);
      all.set(values);
      return all;
    };
    const layout = randomLayout(rig, random, kvHeads);
    const keys = withStale(asCached(random.normals(positions * kvHeads * headDim, 2), layout.type));
    const values = withStale(asCached(random.normals(positions * kvHeads * headDim), layout.type));
    const attn = rig.output(q.length, heads * headDim);
    const [queries, cache] = [rig.input(q, heads * headDim), rig.cache(keys, values, { kvHeads, headDim }, layout)];
    const shape = { heads, kvHeads, headDim, start };
    return {
      words: `q of ${scale}, ${layoutInWords(layout)}`,
      batch: { start, tokens },
      bytes: 2 * q.byteLength + 2 * cacheElementBytes[layout.type] * positions * kvHeads * headDim,
      plan: rig.plan(tokens, (on) => operations.attention(on, queries, cache, attn, { heads, kvHeads, headDim })),
      judge: againstFloat64(
        () => rig.read(attn),
        (round) => attention(q, keys, values, shape, round),
        expAllowance,
      ),
    };
  },
};

export const kvAppendCheck: Check<{ tokens: number; start: number; spare: number; heads: number; headDim: number }> = {
  formats: [],
  minima: { start: 0 },
  multiples: { headDim: 2 },
  sample: (random) => ({
    tokens: random.odd(1, 9),
    start: random.integer(0, 50),
    spare: random.integer(1, 20),
    heads: random.odd(1, 7),
    headDim: random.integer(1, 64) * 2,
  }),
  inModel: ({ kvHeads, headDim }) => ({ tokens: 1, start: 1023, spare: 1, heads: kvHeads, headDim }),
  build(rig, { tokens, start, spare, heads, headDim }, random) {
    const width = heads * headDim;
    const capacity = start + tokens + spare;
    const k = random.normals(tokens * width);
    const v = random.normals(tokens * width);
    const layout = randomLayout(rig, random, heads);
    const before = asCached(random.normals(capacity * width), layout.type);
    const cache = rig.cache(before, before, { kvHeads: heads, headDim }, layout);
    const [keys, values] = [rig.input(k, width), rig.input(v, width)];
    const stored = (rows: Float32Array<ArrayBuffer>) => {
      const after = before.slice();
      after.set(asCached(rows, layout.type), start * width);
      return after;
    };
    return {
      words: layoutInWords(layout),
      batch: { start, tokens },
      bytes: (2 + cacheElementBytes[layout.type] / 2) * k.byteLength,
      plan: rig.plan(tokens, (on) => operations.kvAppend(on, keys, values, cache, headDim)),
      judge: againstBits(
        async () => {
          const after = await rig.readCache(cache, capacity, { kvHeads: heads, headDim });
          return joined([after.keys, after.values]);
        },
        joined([stored(k), stored(v)]),
      ),
    };
  },
};
