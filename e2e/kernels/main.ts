/** The page that runs kernels against the oracle; kernels.spec.ts drives it, and so can a person on a GPU of theirs. */
import { openDevice, type WantedFeature } from '../../src/gpu/device.ts';
import type { Tuning } from '../../src/kernels/tuning.ts';
import type { KernelSet } from '../../src/vocabulary/program.ts';
import type { SamplingSettings } from '../../src/vocabulary/sampling_settings.ts';
import type { WeightChoice } from '../../src/vocabulary/weight_choice.ts';
import { runTurns, type Switching, type Turn } from './answers.ts';
import { checkDistribution, checkDraws, type DrawsResult } from '../../src/kernels/sample/draw_checks.ts';
import { runChunked, runContexts } from './contexts.ts';
import { compileAll } from './compiling.ts';
import { faultTexts } from './fault_texts.ts';
import type { CheckName } from './names.ts';
import { runPrograms } from './programs.ts';
import { checks } from '../../src/kernels/checking/catalogue.ts';
import type { Check } from '../../src/kernels/checking/check.ts';
import { Random } from '../../src/kernels/checking/random.ts';
import { runCheck, type CheckResult } from '../../src/kernels/checking/run.ts';
import type { WeightType } from '../../src/kernels/operands.ts';
import { runSplit } from './split.ts';
import { runSwitching } from './switching.ts';
import { watchTokens } from './watched.ts';

/** A small tile that has all there is to a large one. */
const workgroupTiles: Partial<Tuning> = {
  choices: { team: 'team_subgroups', tiles: 'tiles_workgroup' },
  tiles: { across: 4, down: 2, slices: 4, depth: 16 },
};

/** Checks that a test runs by another name: in one format, or as an adapter or a small model would not run them. */
const variants: Partial<Record<CheckName, { check: Check; format?: WeightType; tuning?: Partial<Tuning> }>> = {
  'quantise to Q8': { check: checks.quantise, format: 'Q8' },
  'quantise to Q4': { check: checks.quantise, format: 'Q4' },
  'rms_norm a head': { check: checks.rms_norm_heads },
  'attention_split with rope': { check: checks.attention_split_rope },
  'attention_split, long': { check: checks.attention_split_long },
  'norm_product of the last token': { check: checks.norm_product_last },
  'rope_append of many': { check: checks.rope_append_many },
  'merge_product_add of several rows': {
    check: checks.merge_product_add,
    tuning: { attentionOut: { groupSize: 16, team: 4, mostGroups: 2 } },
  },
  'norm_gate_up_tiles in workgroup memory': { check: checks.norm_gate_up_tiles, tuning: workgroupTiles },
  'product_add_tiles in workgroup memory': { check: checks.product_add_tiles, tuning: workgroupTiles },
};

/** `matmul Q8` is the check `matmul` in the format Q8, `rope` the check of that name. */
function named(name: CheckName) {
  const [check = '', format] = name.replace('widen every', 'widen').split(' ');
  return { check: checks[check as keyof typeof checks], ...(format && { format: format as WeightType }) };
}

/** Features of the adapter that are left alone: `?without=subgroups`. */
const without = new URLSearchParams(location.search).getAll('without') as WantedFeature[];
const opened = openDevice(without);

/** Runs one check, with the random shape and data of each seed. */
async function run(name: CheckName, seeds: readonly number[]): Promise<CheckResult[]> {
  const gpu = await opened;
  const { check, tuning, ...rest } = { tuning: {}, ...(variants[name] ?? named(name)) };
  const results = [];
  for (const seed of seeds) results.push(await runCheck(gpu, check, { seed, ...rest }, tuning));
  return results;
}

async function split(base: string, choice: WeightChoice, maxBindingBytes: number, prompt: number[]) {
  const gpu = await opened;
  return runSplit(gpu, base, choice, maxBindingBytes, prompt);
}

/** Draws from random logits of as many ids, with the random settings of each width's place. */
async function draws(widths: readonly number[]): Promise<DrawsResult[]> {
  const gpu = await opened;
  const results = [];
  for (const [seed, width] of widths.entries()) results.push(await checkDraws(gpu, new Random(seed), width));
  return results;
}

const distribution = async (draws: number) => checkDistribution(await opened, draws);

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

const watched = async (base: string, tokens: number, set: KernelSet) => watchTokens(await opened, base, tokens, set);

const compile = async (texts: readonly (readonly [string, string])[]) => compileAll(await opened, texts);

const kernelChecks = {
  compile,
  compileFaults: () => compile(faultTexts()),
  watched,
  contexts,
  chunked,
  run,
  split,
  programs,
  switching,
  draws,
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
