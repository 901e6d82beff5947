import { headStatistics, rmsNorm, rope, rowStatistics, exact } from '../oracle/float64.ts';
import type { WeightType } from '../operands.ts';
import {
  readHeads,
  recordAttentionStatistics,
  recordRowStatistics,
  RowReader,
  splitsBytes,
  wordsARow,
  type RowStatistics,
} from './statistics.ts';
import { ropeRotations } from '../../model/pass/rope.ts';
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

export const rowStatisticsCheck: Check = async (rig, random) => {
  const [layers, eps, alignment] = [random.integer(1, 5), 1e-6, 64 * 4];
  const [hidden, attention, kv, ffn] = Array.from({ length: 4 }, () => random.odd(1, 3000));
  const widths = [hidden!, attention!, kv!, kv!, attention!, hidden!, ffn!];
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
  await rig.runRecorded({ start: 0, tokens: 1 }, (recorder) =>
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
  );
  const reader = new RowReader((await rig.read(output)).buffer);
  const errors = all.map((each, n) => offBy(reader.row(n), rowStatistics(each, eps)));
  return {
    shape: `${layers} layers of ${hidden}, ${attention}, ${kv}, ${ffn}`,
    error: Math.max(...errors),
    floor: 0,
    bound,
  };
};

/** The largest relative error; the mean's against rms, since it may be next to nothing. Infinity where a count is wrong. */
function offBy(actual: RowStatistics, expected: RowStatistics): number {
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

export const attentionStatisticsCheck: Check = async (rig, random) => {
  const [kvHeads, group, headDim] = [random.integer(1, 3), random.integer(1, 4), random.integer(1, 64) * 2];
  const [heads, start, rmsNormEps] = [kvHeads * group, random.integer(0, 700), 1e-6];
  const type = random.pick<WeightType>(['F32', 'F16', 'BF16']);
  const gains = [encode(random.normals(headDim, 2), type), encode(random.normals(headDim), type)];
  const q = random.normals(heads * headDim);
  const keys = random.normals((start + 1) * kvHeads * headDim);
  const rotations = ropeRotations(start + 1, headDim, 1e6);
  const [before, bytes] = [16, splitsBytes(heads, start + 1)];
  const output = rig.output((before + bytes) / 4, 4);
  await rig.runRecorded({ start, tokens: 1 }, (recorder, batch) =>
    recordAttentionStatistics(
      recorder,
      {
        batch,
        q: rig.input(q, heads * headDim),
        qkNorm: rig.pack(gains, type, headDim),
        rotations: rig.input(rotations, 1).binding.buffer,
        cache: rig.cache(keys, keys, headDim),
      },
      { statistics: output.binding.buffer, offset: before },
      { heads, kvHeads, headDim, rmsNormEps },
      rig.tuning,
    ),
  );
  const actual = readHeads((await rig.read(output)).subarray(before / 4), heads);
  const turned = rope(rmsNorm(q, gains[0]!.values, rmsNormEps, exact), rotations, { heads, headDim, start }, exact);
  const errors = Array.from({ length: heads }, (_, head) => {
    const own = turned.slice(head * headDim, (head + 1) * headDim);
    const expected = headStatistics(own, keys, { kvHeads, keyHead: Math.floor(head / group) });
    const { largestLogit, entropy, firstShare } = actual[head]!;
    // Logits are sums of both signs, and an error in one is the same error in nats.
    return Math.max(
      Math.abs(largestLogit - expected.largestLogit) / Math.max(1, expected.largestLogit),
      Math.abs(entropy - expected.entropy) / Math.max(1, expected.largestLogit),
      Math.abs(firstShare - expected.firstShare) / Math.max(1, expected.largestLogit),
    );
  });
  const shape = `${type} at ${start}, ${heads}/${kvHeads} heads of ${headDim}`;
  return { shape, error: Math.max(...errors), floor: 0, bound: attentionBound };
};

/** An exp is good to 3 + 2 |x| units in the last place, 7e-6 at logits 60 apart; of 200 shapes the worst was 8e-7. */
const attentionBound = 1e-5;
