import { takesFew } from '../../kernels/attention/few_tokens.ts';
import { tuningFor } from '../../kernels/tuning.ts';
import { maxFew } from '../../vocabulary/batch_shape.ts';
import type { Gpu } from '../../gpu/device.ts';
import { describeProgram, resolveProgram } from '../../vocabulary/program.ts';
import { Replay } from '../../model/observe/replay.ts';
import { Session } from '../../model/sequence/session.ts';
import { exceeds } from '../../numerics/verdict/noise_floor.ts';
import type { Diagnosis, DiagnosisProgress, DiagnosisRequest } from '../contract/diagnosis.ts';
import { passModel, type Model } from '../model.ts';
import { refuse } from '../../result.ts';
import { variantOf } from '../faults.ts';
import { promptTokens } from '../prompt.ts';
import { bisect } from './bisect.ts';
import { samplesExactly } from './sampling.ts';
import { judge } from './judge.ts';
import { lockstep } from './lockstep.ts';
import { worstTrials } from '../alone/trials.ts';
import { examineReference } from '../reference/examine.ts';
import { survey } from './survey.ts';
import { placeholderPrompt } from '../../vocabulary/placeholder_prompt.ts';

/** Tokens of the prompt that are examined, its last ones: stages are held in memory. Those before them fill the cache. */
const maxExamined = 64;

/** Tokens of the prompt in all: what a finding can carry. */
const maxTokens = 4096;

/** Tokens of the placeholder prompt. */
const placeholderTokens = 24;

/** Tokens that run one at a time, after the others at once, so that both sets of kernels run. Replay adds some at a long context. */
const singles = 3;

type Part = DiagnosisProgress['doing'];

/** What the parts take, relative to each other. Measured on two cores, where kernels are compiled for most of it. */
const effort: Record<Part, number> = { reference: 1, alone: 10, replay: 5, lockstep: 1, verdict: 4, bisect: 4 };
const parts = Object.keys(effort) as Part[];

/**
 * Finds the fused step that is wrong, if there is one: replay says which step is to blame, lockstep what its consequences
 * are. Refuses with `no-tokenizer`, `bad-request` or `stopped`.
 */
export async function diagnose(
  gpu: Gpu,
  model: Model,
  request: DiagnosisRequest,
  signal: AbortSignal,
  onProgress: (progress: DiagnosisProgress) => void,
): Promise<Diagnosis> {
  const { info } = model;
  const { config } = info;
  const program = resolveProgram(request.program, info.unavailable);
  if (describeProgram(program) === 'reference') {
    refuse('bad-request', 'No step of the program is fused, so there is nothing to compare: fuse at least one.');
  }
  const prompt = request.prompt ?? { tokens: placeholderPrompt(placeholderTokens, config.vocabSize) };
  const tokens = (await promptTokens(model, prompt)).slice(-maxTokens);
  const variants = request.fault ? [variantOf(request.fault, config.layers)] : [];
  const from = Math.max(0, tokens.length - maxExamined);
  const before = Array.from({ length: Math.ceil(from / maxExamined) }, (_, n) =>
    Math.min(maxExamined, from - n * maxExamined),
  );
  const sizes = [...before, ...batchesOf(tokens.length - from, singles, takesFew(tuningFor(gpu), config))];
  const sized = { context: tokens.length, chunk: Math.max(...sizes) };
  const timings = { reference: 0, alone: 0, replay: 0, lockstep: 0, verdict: 0, bisect: 0 };
  const whole = parts
    .filter((name) => name !== 'bisect' || request.bisect)
    .reduce((sum, name) => sum + effort[name], 0);
  let spent = 0;
  const part = async <T>(doing: Part, work: (tell: (share: number) => void) => Promise<T>): Promise<T> => {
    const tell = (share: number) => onProgress({ doing, done: (spent + effort[doing] * share) / whole });
    tell(0);
    const started = performance.now();
    const result = await work(tell);
    timings[doing] = performance.now() - started;
    spent += effort[doing];
    return result;
  };

  const replay = await Replay.create(gpu, passModel(model), sized);
  const sessions: Session[] = [];
  try {
    const looked = { replay, program, variants, tokens, sizes, from, signal };
    for (let n = 0; n < 3; n++) {
      sessions.push(await Session.create(gpu, passModel(model), { ...sized, logits: 'every' }));
    }
    const [reference, backwards, other] = sessions;
    const three = [reference!, backwards!, other!] as const;
    const check = await part('reference', () => examineReference(model, reference!, tokens, signal));
    const alone = await part('alone', (tell) => worstTrials(gpu, model, program, signal, tell));
    const findings = await part('replay', (tell) => survey(looked, { tell }));
    const drifted = await part('lockstep', () => lockstep(three, looked));
    const samples = () => samplesExactly(gpu, config.vocabSize, signal);
    const verdict = await part('verdict', () => judge(looked, findings, drifted, samples, check, alone));
    const bisection = request.bisect ? await part('bisect', () => bisect(three, looked)) : null;
    return {
      schema: 1,
      model: { name: info.name, hash: info.hash, config },
      adapter: gpu.adapter,
      program,
      fault: request.fault,
      tokens,
      replay: findings.map((finding) => ({ ...finding, bad: exceeds(finding) })),
      lockstep: drifted.drifts.map((drift) => ({ ...drift, bad: exceeds(drift) })),
      logits: drifted.logits,
      logitsFloor: drifted.logitsFloor,
      topLogits: drifted.topLogits,
      verdict,
      alone,
      reference: check.status === 'examined' ? check.report : null,
      bisection,
      timings,
    };
  } finally {
    replay.destroy();
    for (const session of sessions) session.destroy();
  }
}

/** Tokens of a prompt that run as a few, where those have kernels of their own: more than one workgroup takes, and not all of another's. */
const fewTokens = 6;

/**
 * Batch sizes of a prompt: the last tokens, at most `singles` of them, run one by one, and a few before them together where the
 * adapter has kernels for a few and the prompt is long enough.
 */
export function batchesOf(tokens: number, singles: number, few: boolean): number[] {
  const alone = Math.max(0, Math.min(singles, tokens - 2));
  const ones = Array.from({ length: alone }, () => 1);
  const rest = tokens - alone;
  return few && rest - fewTokens > maxFew ? [rest - fewTokens, fewTokens, ...ones] : [rest, ...ones];
}
