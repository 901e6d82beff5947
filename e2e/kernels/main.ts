/** The page that runs kernels against the oracle; kernels.spec.ts drives it, and so can a person on a GPU of theirs. */
import { openDevice, type WantedFeature } from '../../src/gpu/device.ts';
import type { Tuning } from '../../src/kernels/tuning.ts';
import type { KernelSet } from '../../src/vocabulary/program.ts';
import type { SamplingSettings } from '../../src/vocabulary/sampling_settings.ts';
import type { WeightChoice } from '../../src/vocabulary/weight_choice.ts';
import { runTurns, type Switching, type Turn } from './answers.ts';
import type { Check, CheckResult } from './check.ts';
import { argmaxCheck } from './checks/argmax.ts';
import { attentionCheck, kvAppendCheck } from './checks/attention.ts';
import { addCheck, lastRowCheck, ropeCheck, swigluCheck } from './checks/elementwise.ts';
import { embedCheck, widenCheck } from './checks/embed.ts';
import {
  attentionSplitCheck,
  attentionTilesCheck,
  mergeProductAddCheck,
  ropeAppendCheck,
} from './checks/fused_attention.ts';
import { normGateUpCheck, normProductCheck, normQkvCheck, productAddCheck } from './checks/fused_products.ts';
import { matmulCheck } from './checks/matmul.ts';
import { headNormCheck, rmsNormCheck } from './checks/norm.ts';
import { quantiseCheck } from './checks/quantise.ts';
import { checkDistribution, checkDraws, type DrawsResult } from './checks/sample.ts';
import { runChunked, runContexts } from './contexts.ts';
import { attentionStatisticsCheck, rowStatisticsCheck } from './checks/statistics.ts';
import type { CheckName } from './names.ts';
import { checkFaultTexts } from './fault_texts.ts';
import { runPrograms } from './programs.ts';
import { Random } from './random.ts';
import { Rig } from './rig.ts';
import { runSplit } from './split.ts';
import { runSwitching } from './switching.ts';
import { runWatched } from './watched.ts';

const checks: Record<CheckName, Check> = {
  'embed F32': embedCheck('F32'),
  'embed F16': embedCheck('F16'),
  'embed BF16': embedCheck('BF16'),
  'embed Q8': embedCheck('Q8'),
  'embed Q4': embedCheck('Q4'),
  'widen every F16': widenCheck('F16'),
  'widen every BF16': widenCheck('BF16'),
  'rms_norm F32': rmsNormCheck('F32'),
  'rms_norm F16': rmsNormCheck('F16'),
  'rms_norm BF16': rmsNormCheck('BF16'),
  'rms_norm a head': headNormCheck,
  'matmul F32': matmulCheck('F32'),
  'matmul F16': matmulCheck('F16'),
  'matmul BF16': matmulCheck('BF16'),
  'matmul Q8': matmulCheck('Q8'),
  'matmul Q4': matmulCheck('Q4'),
  rope: ropeCheck,
  kv_append: kvAppendCheck,
  attention: attentionCheck,
  add: addCheck,
  swiglu: swigluCheck,
  last_row: lastRowCheck,
  'quantise to Q8': quantiseCheck('Q8'),
  'quantise to Q4': quantiseCheck('Q4'),
  row_statistics: rowStatisticsCheck,
  attention_statistics: attentionStatisticsCheck,
  norm_qkv: normQkvCheck('one'),
  norm_gate_up: normGateUpCheck('one'),
  norm_product: normProductCheck('one'),
  product_add: productAddCheck('one'),
  rope_append: ropeAppendCheck('one'),
  attention_split: attentionSplitCheck(false, 200),
  'attention_split with rope': attentionSplitCheck(true, 200),
  'attention_split, long': attentionSplitCheck(true, 1500),
  merge_product_add: mergeProductAddCheck,
  'merge_product_add of several rows': mergeProductAddCheck,
  argmax: argmaxCheck,
  norm_qkv_tiles: normQkvCheck('many'),
  norm_gate_up_tiles: normGateUpCheck('many'),
  norm_product_tiles: normProductCheck('many'),
  'norm_product of the last token': normProductCheck('last of many'),
  product_add_tiles: productAddCheck('many'),
  'rope_append of many': ropeAppendCheck('many'),
  attention_tiles: attentionTilesCheck,
  'norm_gate_up_tiles in workgroup memory': normGateUpCheck('many'),
  'product_add_tiles in workgroup memory': productAddCheck('many'),
};

/** A small tile that has all there is to a large one. */
const workgroupTiles: Partial<Tuning> = {
  tileProducts: 'tiles_workgroup',
  tiles: { across: 4, down: 2, slices: 4, depth: 16 },
};

/** For checks of what an adapter or a small model would not run. */
function tuningOf(name: CheckName): Partial<Tuning> {
  if (name.endsWith('in workgroup memory')) return workgroupTiles;
  if (name.endsWith('of several rows')) return { attentionOut: { groupSize: 16, team: 4, mostGroups: 2 } };
  return {};
}

/** Features of the adapter that are left alone: `?without=subgroups`. */
const without = new URLSearchParams(location.search).getAll('without') as WantedFeature[];
const opened = openDevice(without);

/** Runs one check, with the random shape and data of each seed. */
async function run(name: CheckName, seeds: readonly number[]): Promise<CheckResult[]> {
  const gpu = await opened;
  const results = [];
  for (const seed of seeds) {
    results.push(await Rig.with(gpu, (rig) => checks[name](rig, new Random(seed)), tuningOf(name)));
  }
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

const watched = async (base: string, tokens: number, set: KernelSet) => runWatched(await opened, base, tokens, set);

const faultTexts = async () => checkFaultTexts(await opened);

const kernelChecks = {
  faultTexts,
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
