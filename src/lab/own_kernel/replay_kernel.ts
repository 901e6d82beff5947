import type { Gpu } from '../../gpu/device.ts';
import { takesFew } from '../../kernels/attention/few_tokens.ts';
import { tuningFor } from '../../kernels/tuning.ts';
import type { Variant } from '../../kernels/variants/variant.ts';
import { Replay } from '../../model/observe/replay.ts';
import { exceeds } from '../../numerics/verdict/noise_floor.ts';
import type { BatchShape } from '../../vocabulary/batch_shape.ts';
import { placeholderPrompt } from '../../vocabulary/placeholder_prompt.ts';
import type { Program, StepName } from '../../vocabulary/program.ts';
import type { KernelRun, KernelTime, OwnKernelReport } from '../contract/own_kernel.ts';
import { batchesOf } from '../diagnose/diagnose.ts';
import { survey } from '../diagnose/survey.ts';
import { passModel, type Model } from '../model.ts';
import { timeKernel } from './timing.ts';

/** Tokens of the placeholder prompt, and how many of them run one at a time. */
const [tokens, singles] = [24, 3];

interface InModel {
  kernel: string;
  /** Runs the kernel. */
  program: Program;
  variant: Variant;
  runs: readonly KernelRun[];
}

/** Runs a person's kernel in every layer on the reference's inputs, and times it beside the one on file. Refuses with `stopped`. */
export async function replayKernel(
  gpu: Gpu,
  model: Model,
  { kernel, program, variant, runs }: InModel,
  signal: AbortSignal,
  tell: (doing: 'replay' | 'time', share: number) => void,
): Promise<Pick<OwnKernelReport, 'replay' | 'times'>> {
  const { config } = model.info;
  const prompt = placeholderPrompt(Math.min(tokens, config.maxPositions), config.vocabSize);
  const sizes = batchesOf(prompt.length, singles, takesFew(tuningFor(gpu), config));
  const replay = await Replay.create(gpu, passModel(model), { context: prompt.length, chunk: Math.max(...sizes) });
  try {
    const looked = { replay, program, variants: [variant], tokens: prompt, sizes, from: 0, signal };
    // A sign of life behind each: on a CPU adapter compiling takes longer than all that follows.
    const own = await replay.prepare(program, [variant]);
    tell('replay', 0);
    const onFile = await replay.prepare(program);
    tell('replay', 0);
    const concerns = (steps: readonly StepName[], shape: BatchShape) =>
      runs.some((run) => run.shape === shape && steps.includes(run.step));
    const found = await survey(looked, { concerns, tell: (share) => tell('replay', share) });
    const times: KernelTime[] = [];
    const shapes = [...new Set(runs.map(({ shape }) => shape))];
    for (const [n, shape] of shapes.entries()) {
      tell('time', n / shapes.length);
      const time = await timeKernel(gpu, replay, kernel, shape, { own, onFile });
      if (time) times.push(time);
    }
    return { replay: found.map((stage) => ({ ...stage, bad: exceeds(stage) })), times };
  } finally {
    replay.destroy();
  }
}
