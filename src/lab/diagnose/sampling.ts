import type { Gpu } from '../../gpu/device.ts';
import { GivenLogits } from '../../model/sampling/given_logits.ts';
import { uniform } from '../../model/sampling/random.ts';
import { sample } from '../../model/sampling/sampler.ts';
import { refuseIfStopped, unlessStopped } from './stopped.ts';
import { greedySettings, type SamplingSettings } from '../../vocabulary/sampling_settings.ts';

/** No filter, each filter alone, so that no other hides it, and the combinations that models recommend. */
const others: SamplingSettings[] = [
  { ...greedySettings, repetitionPenalty: 1.3 },
  { ...greedySettings, temperature: 0.8, seed: 1 },
  { ...greedySettings, temperature: 1.2, topK: 10, seed: 2 },
  { ...greedySettings, temperature: 1, topP: 0.7, seed: 3 },
  { ...greedySettings, temperature: 1, minP: 0.3, seed: 4 },
  { ...greedySettings, temperature: 0.6, topK: 20, topP: 0.95, seed: 5 },
  { ...greedySettings, temperature: 0.9, topK: 40, minP: 0.05, repetitionPenalty: 1.1, seed: 6 },
];

/** Tokens sampled in sequence: each is penalised from then on where the settings say so. */
const steps = [0, 1, 2, 3];

/** Number of different logits: for plain greedy, which has its own kernels, and for all the others. */
const rounds = { greedy: 16, others: 4 };

/** Rounding decides 1 sample in 3,000: 300 borders of {@link likely} ids, each moved by about 1e-6. Two mismatches by rounding alone are very unlikely. */
const allowed = 1;

/**
 * Whether the fused sampler agrees with the exact one on 128 samples from a vocabulary of `width` ids. Refuses with `stopped`
 * or `out-of-memory`; throws where the kernels do not compile.
 */
export function samplesExactly(gpu: Gpu, width: number, signal: AbortSignal): Promise<boolean> {
  return GivenLogits.with(gpu, width, steps.length, async (sampler) => {
    for (const settings of [greedySettings, ...others]) await unlessStopped(signal, sampler.prepare(settings));
    const seen = Array.from({ length: Math.ceil(width / 3) }, (_, n) => 3 * n);
    let wrong = 0;
    for (let round = 0; round < rounds.greedy; round += 1) {
      const logits = logitsOf(round, width);
      refuseIfStopped(signal);
      const [best] = await sampler.run(logits, greedySettings, [], [0]);
      if (best !== sample(logits, greedySettings, [], 0)) return false;
      if (round >= rounds.others) continue;
      for (const settings of others) {
        refuseIfStopped(signal);
        const sampled = await sampler.run(logits, settings, seen, steps);
        wrong += steps.filter((step) => {
          const context = [...seen, ...sampled.slice(0, step)];
          return sampled[step] !== sample(logits, settings, context, step);
        }).length;
      }
    }
    return wrong <= allowed;
  });
}

/**
 * Number of likely ids, in turn: below and above the number that the kernel compares pairwise (shaders/sample/shortlist.wgsl). With
 * thousands of nearly equal ones, rounding would move the borders by more than the ids are apart.
 */
const likely = [48, 600];

/** Kernels process ids in blocks of at least this many. */
const block = 128;

/** [width], few of them large. Two thirds of those are at the ends of the vocabulary, where a wrong kernel fails first. */
function logitsOf(round: number, width: number): Float32Array<ArrayBuffer> {
  const logits = Float32Array.from({ length: width }, (_, id) => -40 - 20 * uniform(round, id));
  const count = likely[round % likely.length]!;
  for (let n = 0; n < count; n += 1) {
    const [place, height] = [uniform(round, width + n), uniform(round, width + count + n)];
    const near = place * Math.min(block, width);
    const id = [near, width - 1 - near, place * width][n % 3]!;
    logits[Math.floor(id)] = 6 + 4 * height;
  }
  return logits;
}
