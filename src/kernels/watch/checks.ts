import { headStatistics, rmsNorm, rope, rowStatistics, exact } from '../oracle/float64.ts';
import { watching, type KernelChecks } from '../checking/kernel_check.ts';
import {
  readHeads,
  recordAttentionStatistics,
  recordRowStatistics,
  RowReader,
  splitsBytes,
  wordsARow,
  type RowStatistics,
} from './statistics.ts';
import { denseTypes } from '../formats/formats.ts';
import { ropeRotations } from '../../model/pass/rope.ts';
import { asCached, layoutInWords, randomLayout } from '../attention/scene.ts';
import type { Check } from '../checking/check.ts';
import { encode } from '../checking/encode.ts';
import type { Random } from '../checking/random.ts';

/** What people read off a chart, and what f32 sums of up to 3,000 values in two levels hold. */
const bound = 1e-6;

const special = [Number.NaN, Infinity, -Infinity, 0, -0, 1e-40, -1e-45, 65519, 65520, -1e38];

/** Rows about a mean far from 0 or near it, of every size that f32 has, some with values of all kinds strewn in. */
function row(random: Random, width: number): Float32Array<ArrayBuffer> {
  const scale = 10 ** random.integer(-42, 37);
  const offset = random.pick([0, 0.1, 30]);
  const values = random.normals(width).map((value) => scale * (value + offset));
  if (random.next() < 0.5) return values;
  for (let n = 0; n < 1 + width / 10; n++) values[random.integer(0, width - 1)] = random.pick(special);
  return values;
}

const rowStatisticsCheck: Check<{
  layers: number;
  hidden: number;
  attention: number;
  kv: number;
  ffn: number;
}> = {
  formats: [],
  sample: (random) => ({
    layers: random.integer(1, 5),
    hidden: random.odd(1, 3000),
    attention: random.odd(1, 3000),
    kv: random.odd(1, 3000),
    ffn: random.odd(1, 3000),
  }),
  inModel: ({ hidden, heads, kvHeads, headDim, ffn }) => ({
    layers: 28,
    hidden,
    attention: heads * headDim,
    kv: kvHeads * headDim,
    ffn,
  }),
  build(rig, { layers, hidden, attention, kv, ffn }, random) {
    const [eps, alignment] = [1e-6, 64 * 4];
    const widths = [hidden, attention, kv, kv, attention, hidden, ffn];
    const stages = widths.map((width, n) => {
      const stride = Math.ceil((4 * width) / alignment) * (alignment / 4);
      const rows = Array.from({ length: n === 0 ? layers + 1 : layers }, () => row(random, width));
      const values = new Float32Array(rows.length * stride).fill(Number.NaN);
      rows.forEach((each, at) => values.set(each, at * stride));
      return { rows, activation: { ...rig.input(values, stride), width } };
    });
    const [x, q, k, v, attn, attnResidual, act] = stages.map(({ activation }) => activation);
    const all = stages.flatMap(({ rows }) => rows);
    const output = rig.output(all.length * wordsARow, wordsARow);
    return {
      batch: { start: 0, tokens: 1 },
      bytes: 4 * (all.reduce((sum, each) => sum + each.length, 0) + all.length * wordsARow),
      plan: (recorder) =>
        recordRowStatistics(
          recorder,
          {
            stages: { x: x!, q: q!, k: k!, v: v!, attn: attn!, attnResidual: attnResidual!, act: act! },
            layers,
            alignment,
          },
          output.binding.buffer,
          eps,
          rig.tuning,
        ),
      judge: async () => {
        const reader = new RowReader((await rig.read(output)).buffer);
        const errors = all.map((each, n) => largestError(reader.row(n), rowStatistics(each, eps)));
        return { error: Math.max(...errors), floor: 0, bound };
      },
    };
  },
};

/** The largest relative error; the mean's against rms, since it may be next to nothing. Infinity where a count is wrong. */
function largestError(actual: RowStatistics, expected: RowStatistics): number {
  const counts = [
    'channel',
    'nan',
    'positiveInfinities',
    'negativeInfinities',
    'zeros',
    'subnormals',
    'beyondF16',
  ] as const;
  if (counts.some((count) => actual[count] !== expected[count])) return Infinity;
  const share = (name: keyof RowStatistics, size: number) =>
    actual[name] === expected[name] ? 0 : Math.abs(actual[name] - expected[name]) / size;
  const whole = expected.nan + expected.positiveInfinities + expected.negativeInfinities === 0;
  return Math.max(
    share('mean', expected.rms),
    share('std', expected.std),
    share('rms', expected.rms),
    share('absmax', expected.absmax),
    whole ? share('inverseScale', expected.inverseScale) : 0,
  );
}

/** `group` query heads share one of `kvHeads`. */
const attentionStatisticsCheck: Check<{ start: number; kvHeads: number; group: number; headDim: number }> = {
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
    const gains = [encode(random.normals(headDim, 2), format), encode(random.normals(headDim), format)];
    const q = random.normals(heads * headDim);
    const layout = randomLayout(rig, random, kvHeads);
    const keys = asCached(random.normals((start + 1) * kvHeads * headDim), layout.type);
    const rotations = ropeRotations(start + 1, headDim, 1e6);
    const [before, bytes] = [16, splitsBytes(heads, start + 1)];
    const output = rig.output((before + bytes) / 4, 4);
    const operands = {
      q: rig.input(q, heads * headDim),
      qkNorm: rig.pack(gains, [format, format], headDim),
      rotations: rig.input(rotations, 1).binding.buffer,
      cache: rig.cache(keys, keys, { kvHeads, headDim }, layout),
    };
    const turned = rope(rmsNorm(q, gains[0]!.values, rmsNormEps, exact), rotations, { heads, headDim, start }, exact);
    const expected = Array.from({ length: heads }, (_, head) => {
      const own = turned.slice(head * headDim, (head + 1) * headDim);
      return headStatistics(own, keys, { kvHeads, keyHead: Math.floor(head / group) });
    });
    return {
      words: layoutInWords(layout),
      batch: { start, tokens: 1 },
      bytes: q.byteLength + keys.byteLength + bytes,
      plan: (recorder, batch) =>
        recordAttentionStatistics(
          recorder,
          { batch, ...operands },
          { statistics: output.binding.buffer, offset: before },
          { heads, kvHeads, headDim, rmsNormEps },
          rig.tuning,
        ),
      judge: async () => {
        const actual = readHeads((await rig.read(output)).subarray(before / 4), heads);
        const errors = expected.map((wanted, head) => {
          const { largestLogit, entropy, firstShare } = actual[head]!;
          // Logits are sums of both signs, and an error in one is the same error in nats.
          const size = Math.max(1, wanted.largestLogit);
          return Math.max(
            Math.abs(largestLogit - wanted.largestLogit) / size,
            Math.abs(entropy - wanted.entropy) / size,
            Math.abs(firstShare - wanted.firstShare) / size,
          );
        });
        return { error: Math.max(...errors), floor: 0, bound: attentionBound };
      },
    };
  },
};

/** An exp is good to 3 + 2 |x| units in the last place, 7e-6 at logits 60 apart; of 200 shapes the worst was 8e-7. */
const attentionBound = 1e-5;

export const checks: KernelChecks = {
  row_statistics: watching(rowStatisticsCheck),
  attention_statistics: watching(attentionStatisticsCheck),
};
