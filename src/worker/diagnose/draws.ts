import type { Gpu } from '../../gpu/device.ts';
import { uniformProgram, type Program } from '../../model/program.ts';
import { sample } from '../../model/sampling/sampler.ts';
import type { SamplingSettings } from '../../model/sampling/sampling_settings.ts';
import { Session } from '../../model/session.ts';
import { Refusal } from '../../result.ts';
import type { Model } from '../load.ts';
import { unlessStopped } from './stopped.ts';

const greedy: SamplingSettings = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };

/**
 * Every cut, alone and together. All draw among few tokens: where thousands are all but equally likely, rounding moves the
 * borders between them further than they are apart.
 */
const others: SamplingSettings[] = [
  { ...greedy, repetitionPenalty: 1.3 },
  ...[1, 2, 3, 4].flatMap((seed) => [
    { ...greedy, temperature: 0.6, topK: 20, topP: 0.95, seed },
    { ...greedy, temperature: 0.9, topK: 40, minP: 0.05, repetitionPenalty: 1.1, seed },
  ]),
];

/** Rounding decides a draw in 25,000: forty borders at most, each moved by about 1e-6. Two of so few it does not. */
const allowed = 1;

const program: Program = { ...uniformProgram('reference'), sample: 'fused' };

/**
 * Whether the GPU draws what the exact sampler draws from the reference's logits after `tokens`. Refuses with `stopped`,
 * `out-of-memory`, or where the kernels do not compile.
 */
export async function drawsExactly(
  gpu: Gpu,
  { info: { config }, weights }: Model,
  tokens: readonly number[],
  signal: AbortSignal,
): Promise<boolean> {
  const session = await Session.create(
    gpu,
    { config, weights },
    { context: tokens.length, chunk: tokens.length, logits: 'last' },
  );
  try {
    await session.prefill(await unlessStopped(signal, session.prepare(program)), tokens, signal);
    const logits = await session.logits();
    const isExact = async (settings: SamplingSettings) => {
      const recorded = await unlessStopped(signal, session.prepareToDraw(program, [], settings));
      session.begin(settings);
      const { id } = await session.draw(recorded, settings, 0);
      return id === sample(logits, settings, tokens, 0);
    };
    if (!logits.every(Number.isFinite)) return true; // the model's own affair
    if (!(await isExact(greedy))) return false;
    let wrong = 0;
    for (const settings of others) if (!(await isExact(settings))) wrong += 1;
    return wrong <= allowed;
  } catch (error) {
    // The GPU found no logit to be finite, where all are.
    if (error instanceof Refusal && error.failure.kind === 'bad-request') return false;
    throw error;
  } finally {
    session.destroy();
  }
}
