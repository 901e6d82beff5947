import type { Gpu } from '../../gpu/device.ts';
import { Draws } from '../../model/sampling/draws.ts';
import { uniform } from '../../model/sampling/random.ts';
import { sample } from '../../model/sampling/sampler.ts';
import type { SamplingSettings } from '../../vocabulary/sampling_settings.ts';
import { refuseIfStopped, unlessStopped } from './stopped.ts';
import { greedySettings } from '../../vocabulary/sampling_settings.ts';

/** Every cut alone, where another would hide what it does, none, and those that models recommend. */
const others: SamplingSettings[] = [
  { ...greedySettings, repetitionPenalty: 1.3 },
  { ...greedySettings, temperature: 0.8, seed: 1 },
  { ...greedySettings, temperature: 1.2, topK: 10, seed: 2 },
  { ...greedySettings, temperature: 1, topP: 0.7, seed: 3 },
  { ...greedySettings, temperature: 1, minP: 0.3, seed: 4 },
  { ...greedySettings, temperature: 0.6, topK: 20, topP: 0.95, seed: 5 },
  { ...greedySettings, temperature: 0.9, topK: 40, minP: 0.05, repetitionPenalty: 1.1, seed: 6 },
];

/** Drawn one after the other, each penalised from then on where the settings say so. */
const steps = [0, 1, 2, 3];

/** Different logits: of plain greedy, which has kernels of its own, and of all the others. */
const rounds = { greedy: 16, others: 4 };

/** Rounding decides a draw in 3,000: 300 borders of {@link likely} ids, each moved by about 1e-6. Two of so few it hardly ever does. */
const allowed = 1;

/**
 * Whether the fused sampler draws from a vocabulary of `width` ids what the exact one draws, 128 times. Refuses with `stopped`,
 * `out-of-memory`, or where the kernels do not compile.
 */
export function samplesExactly(gpu: Gpu, width: number, signal: AbortSignal): Promise<boolean> {
  return Draws.with(gpu, width, steps.length, async (draws) => {
    for (const settings of [greedySettings, ...others]) await unlessStopped(signal, draws.prepare(settings));
    const seen = Array.from({ length: Math.ceil(width / 3) }, (_, n) => 3 * n);
    let wrong = 0;
    for (let round = 0; round < rounds.greedy; round += 1) {
      const logits = logitsOf(round, width);
      refuseIfStopped(signal);
      const [best] = await draws.run(logits, greedySettings, [], [0]);
      if (best !== sample(logits, greedySettings, [], 0)) return false;
      if (round >= rounds.others) continue;
      for (const settings of others) {
        refuseIfStopped(signal);
        const drawn = await draws.run(logits, settings, seen, steps);
        wrong += steps.filter((step) => {
          const context = [...seen, ...drawn.slice(0, step)];
          return drawn[step] !== sample(logits, settings, context, step);
        }).length;
      }
    }
    return wrong <= allowed;
  });
}

/**
 * Ids that may be drawn, in turn: fewer than the kernel compares each with each (shaders/common/shortlist.wgsl), and more. Of thousands that are all
 * but equally likely, rounding would move the borders further than they are apart.
 */
const likely = [48, 600];

/** Kernels take ids by blocks of so many, or more. */
const block = 128;

/** [width], few of them large. Of those two in three are at either end of the vocabulary, where a kernel that is wrong is so first. */
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
