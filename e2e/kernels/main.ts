/** The page that runs kernels against their oracle. kernels.spec.ts drives it; a person can do so on any GPU. */
import { openDevice, type WantedFeature } from '../../src/gpu/device.ts';
import type { KernelSet } from '../../src/vocabulary/program.ts';
import type { SamplingSettings } from '../../src/vocabulary/sampling_settings.ts';
import type { WeightChoice } from '../../src/vocabulary/weight_choice.ts';
import { runAlone } from './alone.ts';
import { runTurns, type Switching, type Turn } from './answers.ts';
import { checkDistribution, checkSamples, type SamplesResult } from '../../src/kernels/sample/sampling_checks.ts';
import { runChunked, runContexts } from './contexts.ts';
import { runSeeds, seedsOf } from './checks.ts';
import { compileAll } from './compiling.ts';
import { runFew } from './few.ts';
import { faultTexts } from './fault_texts.ts';
import { runOwn } from './own.ts';
import { runPrograms } from './programs.ts';
import type { ModelShape } from '../../src/kernels/checking/check.ts';
import type { WeightType } from '../../src/kernels/operands.ts';
import { Random } from '../../src/kernels/checking/random.ts';
import { repeatingPrompts, runSpeculation, type SpeculationCase } from './speculation.ts';
import { runSplit } from './split.ts';
import { runSwitching } from './switching.ts';
import { watchTokens } from './watched.ts';

/** Features of the adapter that the device is opened without: `?without=subgroups`. */
const without = new URLSearchParams(location.search).getAll('without') as WantedFeature[];
const opened = openDevice(without);

const run = async (step: string, name: string, seeds: readonly number[]) => runSeeds(await opened, step, name, seeds);

async function split(base: string, choice: WeightChoice, maxBindingBytes: number, prompt: number[]) {
  const gpu = await opened;
  return runSplit(gpu, base, choice, maxBindingBytes, prompt);
}

/** Samples from random logits of each width, with random settings. */
async function samples(widths: readonly number[]): Promise<SamplesResult[]> {
  const gpu = await opened;
  const results = [];
  for (const [seed, width] of widths.entries()) results.push(await checkSamples(gpu, new Random(seed), width));
  return results;
}

const distribution = async (samples: number) => checkDistribution(await opened, samples);

async function turns(base: string, sampling: SamplingSettings, turns: readonly Turn[], switching: Switching) {
  return runTurns(await opened, base, sampling, turns, switching);
}

const switching = async (base: string, tokens: number) => runSwitching(await opened, base, tokens);

async function programs(base: string, prompt: number[], maxTokens: number, mixed: number) {
  return runPrograms(await opened, base, prompt, maxTokens, mixed);
}

async function contexts(base: string, lengths: readonly number[], chunk: number) {
  return runContexts(await opened, base, lengths, chunk);
}

const chunked = async (base: string, tokens: number, chunk: number) => runChunked(await opened, base, tokens, chunk);

const few = async (base: string, choice: WeightChoice, starts: readonly number[], onlyAll: boolean) =>
  runFew(await opened, base, choice, starts, onlyAll);

const speculation = async (base: string, cases: readonly SpeculationCase[]) =>
  runSpeculation(await opened, base, cases);

const watched = async (base: string, tokens: number, set: KernelSet) => watchTokens(await opened, base, tokens, set);

const compile = async (texts: readonly (readonly [string, string])[]) => compileAll(await opened, texts);

const alone = async (shape: ModelShape, formats: readonly WeightType[], seeds: readonly number[]) =>
  runAlone(await opened, shape, formats, seeds);

const own = async (text: string, shape: ModelShape, seed: number) => runOwn(await opened, text, shape, seed);

const kernelChecks = {
  alone,
  own,
  seedsOf,
  compile,
  compileFaults: () => compile(faultTexts()),
  watched,
  contexts,
  chunked,
  few,
  speculation,
  repeatingPrompts,
  run,
  split,
  programs,
  switching,
  samples,
  distribution,
  turns,
  adapter: async () => (await opened).adapter,
};

declare global {
  interface Window {
    kernelChecks: typeof kernelChecks;
  }
}

window.kernelChecks = kernelChecks;
