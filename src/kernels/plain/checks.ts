import { attention } from '../oracle/float64.ts';
import { halfUlp, judge, judgeEqual, type Check } from '../checking/check.ts';

/** WGSL: exp(x) is good to 3 + 2 |x| units in the last place. Scores here are mostly within 30 of the largest. */
const expAllowance = 2 * (3 + 2 * 30) * halfUlp;

export const attentionCheck: Check = async (rig, random) => {
  const [tokens, kvHeads, group] = [random.odd(1, 9), random.odd(1, 3), random.integer(1, 4)];
  const headDim = random.integer(1, 128) * 2;
  const start = random.integer(0, 200);
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
  const keys = withStale(random.normals(positions * kvHeads * headDim, 2));
  const values = withStale(random.normals(positions * kvHeads * headDim));
  const attn = rig.output(q.length, heads * headDim);
  await rig.run({ start, tokens }, (op) => {
    op.attention(rig.input(q, heads * headDim), rig.cache(keys, values, headDim), attn, { heads, kvHeads, headDim });
  });
  const shape = { heads, kvHeads, headDim, start };
  return judge(
    `${tokens} tokens at ${start}, ${heads}/${kvHeads} heads of ${headDim}, q of ${scale}`,
    await rig.read(attn),
    (round) => attention(q, keys, values, shape, round),
    expAllowance,
  );
};

export const kvAppendCheck: Check = async (rig, random) => {
  const [tokens, heads, headDim] = [random.odd(1, 9), random.odd(1, 7), random.integer(1, 64) * 2];
  const [width, start] = [heads * headDim, random.integer(0, 50)];
  const capacity = start + tokens + random.integer(0, 20);
  const k = random.normals(tokens * width);
  const v = random.normals(tokens * width);
  const before = random.normals(capacity * width);
  const cache = rig.cache(before, before, headDim);
  await rig.run({ start, tokens }, (op) => op.kvAppend(rig.input(k, width), rig.input(v, width), cache, headDim));
  const stored = (rows: Float32Array) => {
    const after = before.slice();
    after.set(rows, start * width);
    return after;
  };
  const { keys, values } = await rig.readCache(cache, capacity * heads, headDim);
  const actual = [...keys, ...values];
  return judgeEqual(`${tokens}x${heads}x${headDim} at ${start} of ${capacity}`, actual, [...stored(k), ...stored(v)]);
};
