import { takesFew } from '../../kernels/attention/few_tokens.ts';
import { tuningFor } from '../../kernels/tuning.ts';
import type { Gpu } from '../../gpu/device.ts';
import { uncompiledSteps } from '../../model/pass/programs/fallbacks.ts';
import {
  resolveProgram,
  switchableSteps,
  uniformProgram,
  type Program,
  type StepName,
} from '../../vocabulary/program.ts';
import { Replay } from '../../model/observe/replay.ts';
import { Session } from '../../model/sequence/session.ts';
import { exceeds } from '../../numerics/verdict/noise_floor.ts';
import { batchesOf } from '../diagnose/diagnose.ts';
import { samplesExactly } from '../diagnose/sampling.ts';
import { isolate } from '../diagnose/isolate.ts';
import { survey, type Case, type BadSteps } from '../diagnose/survey.ts';
import { worstTrials } from '../alone/trials.ts';
import type { KernelTrial } from '../contract/kernel_trial.ts';
import type { SelfTestReport, Suspect, TestedReference } from '../contract/self_test.ts';
import { passModel, type Model } from '../model.ts';
import { examineReference } from '../reference/examine.ts';
import { whyReferenceWrong, whyWrong, whyWrongAlone } from './reasons.ts';
import { placeholderPrompt } from '../../vocabulary/placeholder_prompt.ts';

/**
 * Tokens of the prompt. The last runs alone, after the others at once, so that both sets of kernels run. With more of them a few run at once
 * in between. Replay adds some at a long context.
 */
const [maxTokens, maxTokensWithFew] = [12, 16];

/** The result of checking one program: the steps that must run their reference, and what was compared. */
type Look = Omit<SelfTestReport, 'steps' | 'reference' | 'kernels'>;

/**
 * Checks that the fused kernels compute on this adapter what the reference computes. Refuses with `stopped`, `out-of-memory`,
 * or with `bad-kernel` where the reference does not compile.
 */
export async function selfTest(gpu: Gpu, model: Model, signal: AbortSignal): Promise<SelfTestReport> {
  const { config, unavailable } = model.info;
  const program = resolveProgram(uniformProgram('fused'), unavailable);
  const wanted = takesFew(tuningFor(gpu), config) ? maxTokensWithFew : maxTokens;
  const tokens = placeholderPrompt(Math.min(wanted, config.maxPositions), config.vocabSize);
  const steps = switchableSteps.filter((step) => program[step] === 'fused').length;
  const reference = await checkReference(gpu, model, tokens, signal);
  const nothing = { suspects: [], steps, stages: 0, worst: 0, kernels: 0 };
  if (reference.status === 'wrong') return { ...nothing, reference };
  const passed = await checkPass(gpu, model, program, tokens, signal);
  const rest = withoutSteps(program, passed.suspects);
  const trials = await worstTrials(gpu, model, rest, signal);
  const plain = trials.find(({ step, bad }) => step === null && bad);
  if (plain) return { ...nothing, reference: { status: 'wrong', reason: whyWrongAlone(plain) } };
  const alone = wrongAlone(trials);
  // Without these steps their neighbours run other kernels.
  const again = alone.length > 0 ? await checkPass(gpu, model, withoutSteps(rest, alone), tokens, signal) : null;
  const found = [...passed.suspects, ...alone, ...(again?.suspects ?? [])];
  const samples = withoutSteps(program, found).sample === 'fused';
  const sampling = samples ? await checkSampling(gpu, config.vocabSize, signal) : [];
  return { ...passed, reference, suspects: [...found, ...sampling], steps, kernels: trials.length };
}

async function checkReference(
  gpu: Gpu,
  model: Model,
  tokens: readonly number[],
  signal: AbortSignal,
): Promise<TestedReference> {
  const sized = { context: tokens.length, chunk: tokens.length, logits: 'every' } as const;
  const session = await Session.create(gpu, passModel(model), sized);
  try {
    const check = await examineReference(model, session, tokens, signal);
    if (check.status === 'unread') return check;
    const { stages } = check.report;
    const wrong = stages.find(({ bad }) => bad);
    if (wrong) return { status: 'wrong', reason: whyReferenceWrong(wrong) };
    return {
      status: 'right',
      stages: stages.length,
      worst: Math.max(...stages.map(({ error, floor }) => error / floor)),
    };
  } finally {
    session.destroy();
  }
}

/** All steps but `sample`. */
async function checkPass(
  gpu: Gpu,
  model: Model,
  fused: Program,
  tokens: readonly number[],
  signal: AbortSignal,
): Promise<Look> {
  const sizes = batchesOf(tokens.length, 1, takesFew(tuningFor(gpu), model.info.config));
  const replay = await Replay.create(gpu, passModel(model), { context: tokens.length, chunk: sizes[0]! });
  try {
    const suspects: Suspect[] = [];
    for (;;) {
      // Once a step runs its reference, its neighbours run kernels that have not been compared yet.
      const program = withoutSteps(fused, suspects);
      const seen = await look({ replay, program, variants: [], tokens, sizes, from: 0, signal });
      suspects.push(...seen.suspects);
      if (seen.suspects.length === 0) return { ...seen, suspects };
    }
  } finally {
    replay.destroy();
  }
}

/** `program` with the reference in place of `suspects`. */
function withoutSteps(program: Program, suspects: readonly Suspect[]): Program {
  return resolveProgram(program, Object.fromEntries(suspects.map(({ step, reason }) => [step, reason])));
}

/** Every step of which a kernel is wrong alone. */
function wrongAlone(trials: readonly KernelTrial[]): Suspect[] {
  const found = new Map<StepName, KernelTrial>();
  for (const trial of trials) if (trial.bad && trial.step && !found.has(trial.step)) found.set(trial.step, trial);
  return [...found].map(([step, trial]) => ({
    step,
    kind: 'wrong',
    run: [step],
    reason: `its fused kernel is wrong on this adapter (${whyWrongAlone(trial)})`,
  }));
}

async function look(looked: Case): Promise<Look> {
  try {
    const findings = await survey(looked);
    const multiples = findings.map(({ evidence, floor }) => evidence.error / floor).filter(Number.isFinite);
    return { suspects: await wrongOf(looked, findings), stages: findings.length, worst: Math.max(0, ...multiples) };
  } catch (error) {
    return { suspects: uncompiledOf(error, looked.program), stages: 0, worst: 0 };
  }
}

/** Every step that is wrong alone; if there is none, the one to blame in the first kernel of several steps. */
async function wrongOf(looked: Case, findings: readonly BadSteps[]): Promise<Suspect[]> {
  const bad = findings.filter(exceeds);
  const alone = new Map<StepName, BadSteps>();
  for (const finding of bad) {
    const [step] = finding.steps;
    if (finding.steps.length === 1 && !alone.has(step!)) alone.set(step!, finding);
  }
  const [first] = bad;
  if (!first || alone.size > 0) return [...alone].map(([step, finding]) => wrong(step, finding, bad));
  const here = bad.filter(({ layer, steps }) => layer === first.layer && steps[0] === first.steps[0]);
  const { steps, finding } = await isolate(looked, here);
  // Of several that are wrong as one kernel any will do: the others are tested again without it.
  return [wrong(steps.at(-1)!, finding, bad)];
}

function wrong(step: StepName, finding: BadSteps, bad: readonly BadSteps[]): Suspect {
  const layers = new Set(bad.filter(({ steps }) => steps.includes(step)).map(({ layer }) => layer)).size;
  return { step, kind: 'wrong', run: finding.steps, reason: whyWrong(finding, layers) };
}

async function checkSampling(gpu: Gpu, vocabulary: number, signal: AbortSignal): Promise<Suspect[]> {
  try {
    if (await samplesExactly(gpu, vocabulary, signal)) return [];
    const reason = 'its fused kernels are wrong on this adapter (they draw other tokens than the exact sampler)';
    return [{ step: 'sample', kind: 'wrong', run: ['sample'], reason }];
  } catch (error) {
    return uncompiledOf(error, uniformProgram('fused'));
  }
}

function uncompiledOf(error: unknown, program: Program): Suspect[] {
  return uncompiledSteps(error, program).map((each) => ({ ...each, kind: 'uncompiled', run: [each.step] }));
}
