import type { Gpu } from '../../gpu/device.ts';
import { invalidity } from '../../gpu/invalidity.ts';
import { UncompiledSteps } from '../../gpu/recording.ts';
import {
  composedSource,
  readOwnKernel,
  UnreadableKernel,
  variantOf,
  type OwnKernel,
} from '../../kernels/own/own_kernel.ts';
import type { Variant } from '../../kernels/variants/variant.ts';
import { cacheChoice } from '../../kernels/attention/cache.ts';
import { tuningFor } from '../../kernels/tuning.ts';
import { refuse } from '../../result.ts';
import { triedIn } from '../alone/tried.ts';
import type { KernelMessage, OwnKernelProgress, OwnKernelReport, OwnKernelRequest } from '../contract/own_kernel.ts';
import type { KernelTrial } from '../contract/kernel_trial.ts';
import type { Model } from '../model.ts';
import { bounded } from './bounded.ts';
import { compilerMessages, isError, messagesAlone, plainError } from './messages.ts';
import { fusedKernels, programOf } from './on_file.ts';
import { replayKernel } from './replay_kernel.ts';
import { ownTrials } from './trials.ts';

/** Where the parts of a trial end, as shares of the whole. */
const ends = { compile: 0.05, alone: 0.5, replay: 0.9, time: 1 };

type Part = OwnKernelProgress['doing'];
const begins: Record<Part, number> = { compile: 0, alone: ends.compile, replay: ends.alone, time: ends.replay };

type Tried = Pick<OwnKernelReport, 'alone' | 'replay' | 'times'>;
const nothing: Tried = { alone: [], replay: [], times: [] };

/**
 * Composes and compiles a person's kernel, holds it to float64 alone and to the reference in the loaded model, and times it beside the one
 * that it stands in for. Answers run none of it. Refuses with `bad-request`, `stopped`, `out-of-memory`, and `device-lost` where it does not end.
 */
export function tryKernel(
  gpu: Gpu,
  model: Model,
  { text, seed }: OwnKernelRequest,
  signal: AbortSignal,
  onProgress: (progress: OwnKernelProgress) => void,
): Promise<OwnKernelReport> {
  const { name, hash, config } = model.info;
  const about = { schema: 1, model: { name, hash, config }, adapter: gpu.adapter, text, seed } as const;
  return bounded(gpu, signal, async (alive) => {
    const tell = (doing: Part, share: number) => {
      alive();
      onProgress({ doing, done: begins[doing] + share * (ends[doing] - begins[doing]) });
    };
    tell('compile', 0);
    const choices = { ...tuningFor(gpu).choices, ...cacheChoice(model.info.cache) };
    const read = await readOrMessages(gpu, text, choices);
    if ('messages' in read) return { ...about, kernel: null, compiled: false, messages: read.messages, ...nothing };
    const { own } = read;
    const kernel = own.file.name;
    const messages = await compilerMessages(gpu.device, composedSource(own, choices));
    if (messages.some(isError)) return { ...about, kernel, compiled: false, messages, ...nothing };
    const tried = await run(gpu, model, { own, variant: variantOf(own, choices) }, { seed, signal, tell });
    if (!('trouble' in tried)) return { ...about, kernel, compiled: true, messages, ...tried };
    return { ...about, kernel, compiled: false, messages: [...messages, plainError(tried.trouble)], ...nothing };
  });
}

async function readOrMessages(
  gpu: Gpu,
  text: string,
  choices: Parameters<typeof readOwnKernel>[1],
): Promise<{ own: OwnKernel } | { messages: KernelMessage[] }> {
  try {
    return { own: await readOwnKernel(text, choices) };
  } catch (error) {
    if (!(error instanceof UnreadableKernel)) throw error;
    const messages = await messagesAlone(gpu.device, text);
    if (messages.some(isError)) return { messages };
    throw error;
  }
}

interface Running {
  seed: number;
  signal: AbortSignal;
  tell: (doing: Part, share: number) => void;
}

/** What came of running it; `trouble` where no pipeline can be made of it, or none that fits what is bound. */
async function run(
  gpu: Gpu,
  model: Model,
  { own, variant }: { own: OwnKernel; variant: Variant },
  { seed, signal, tell }: Running,
): Promise<Tried | { trouble: string }> {
  const kernel = own.file.name;
  const runs = fusedKernels(model).get(kernel);
  if (!runs) {
    refuse('bad-request', `This model does not run ${kernel} on this adapter: take one of the kernels in the list.`);
  }
  const program = programOf(model, kernel, runs);
  const steps = [...new Set(runs.map(({ step }) => step))];
  let tried = nothing;
  const invalid = await invalidity(gpu.device, async () => {
    const alone: KernelTrial[] = [];
    for await (const trial of ownTrials(gpu, { kernel, steps, variant }, triedIn(model, seed), signal)) {
      alone.push(trial);
      tell('alone', 1 - 1 / (1 + alone.length / 5));
    }
    tried = { alone, ...(await replayKernel(gpu, model, { kernel, program, variant, runs }, signal, tell)) };
  }).catch((error: unknown) => uncompiledWords(error, kernel));
  return invalid === null ? tried : { trouble: invalid };
}

/** Why no pipeline can be made of the kernel; rethrows any other error. */
function uncompiledWords(error: unknown, kernel: string): string {
  const failures = error instanceof UncompiledSteps ? [...error.failures.values()] : [];
  const own = failures.find((failure) => failure.kernel === kernel);
  if (!own) throw error;
  return own.words;
}
