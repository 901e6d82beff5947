import { listed } from '../../format.ts';
import type { Downstream } from './downstream.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { kindOf, kinds, type ErrorKind } from './error_kind.ts';
import { allowance } from './noise_floor.ts';
import { isFew, type BatchShape } from '../../vocabulary/batch_shape.ts';

/** The outcome of a diagnosis. All but `status` and the texts are null when every step passes. */
export interface Verdict {
  /** `untrusted` where the reference itself is wrong, so that nothing can be held to it. */
  status: 'pass' | 'bad' | 'untrusted';
  /** `rope+attention` where both are wrong as one kernel and right each alone. */
  step: string | null;
  /** Also null for steps outside the layers. */
  layer: number | null;
  stage: string | null;
  kind: ErrorKind | null;
  /** The name of the known fault that it matches. */
  resembles: string | null;
  downstream: Downstream | null;
  /** In reading order. */
  sentences: Sentence[];
  /** All sentences. */
  text: string;
}

interface Sentence {
  about: 'what' | 'where' | 'like' | 'after' | 'not' | 'try' | 'alone' | 'reference';
  text: string;
}

export interface Culprit {
  /** Several where the evidence does not tell which of them it is. */
  steps: readonly string[];
  layer: number | null;
  stage: string;
  /** The shape of the batch that showed it. */
  shape: BatchShape;
  /** Positions before the token that runs at a long context. */
  longContext: number | null;
  evidence: Evidence;
  floor: number;
  /** Layers in which the same step is wrong on the reference's inputs. */
  layers: readonly (number | null)[];
  fault: { name: string; title: string; story: string } | null;
}

/** What was checked and passed. */
interface Passed {
  /** Stages that were compared, over layers and shapes of batch; 0 where only sampling was checked. */
  stages: number;
  /** The largest error, in multiples of its noise floor. */
  worst: number;
  shapes: readonly BatchShape[];
  longContext: number | null;
  /** File names of the kernels that ran. */
  kernels: readonly string[];
  /** Whether sampling was checked too. */
  sampled: boolean;
  /** Kernels that were held to float64 alone, on hard inputs. */
  kernelsAlone: number;
  reference: WitnessedReference;
}

/** A kernel alone beside float64. */
interface TriedKernel {
  /** Null for a kernel of the reference. */
  step: string | null;
  kernel: string;
  inputs: string;
  seed: number;
  error: number;
  bound: number;
  bad: boolean;
}

/** The reference beside float64. */
export type WitnessedReference =
  | { status: 'examined'; report: { tokens: number; layers: readonly number[]; stages: readonly WitnessedStage[] } }
  | { status: 'unread'; reason: string };

interface WitnessedStage {
  layer: number | null;
  stage: string;
  error: number;
  floor: number;
  worst: { row: number; column: number; value: number; expected: number } | null;
  bad: boolean;
}

const none = { layer: null, stage: null, resembles: null, downstream: null };

export function passed({
  stages,
  worst,
  shapes,
  longContext,
  kernels,
  sampled,
  kernelsAlone,
  reference,
}: Passed): Verdict {
  const places = listed(shapes.map((shape) => batch(shape, longContext)));
  const computed = `Every fused step computes what the reference computes: ${stages} stages checked on the reference’s inputs, the worst ${worst.toFixed(1)} times its noise floor, where ${allowance} are allowed.`;
  const sampling = sampled ? 'Tokens are drawn from the logits as the exact sampler draws them.' : '';
  return verdict('pass', { ...none, step: null, kind: null }, [
    ['what', stages > 0 ? computed : sampling],
    ['where', stages > 0 ? `So it is ${places}. Kernels that ran: ${listed(kernels)}.` : ''],
    ['after', stages > 0 ? sampling : ''],
    [
      'alone',
      `Each of ${kernelsAlone} kernels alone agrees with float64 on hard inputs: large, tiny and mixed values, sums that cancel, one channel that dominates.`,
    ],
    ['reference', witnessed(reference)],
  ]);
}

/** A kernel that is right in this prompt, and wrong on other inputs. */
export function wrongAlone(trial: TriedKernel): Verdict {
  return verdict('bad', { ...none, step: trial.step, kind: 'wrong' }, [
    ['what', `The fused kernel of ${trial.step} is wrong for some inputs: ${offAlone(trial)}`],
    ['where', 'In this prompt it computes what the reference computes: none of its values are like that.'],
    ['try', `Until it is mended, run ${trial.step} by the reference and the rest fused.`],
  ]);
}

/** A kernel of the reference that is wrong on hard inputs; null where all are right. */
export function untrustedAlone(trials: readonly TriedKernel[]): Verdict | null {
  const wrong = trials.find(({ step, bad }) => step === null && bad);
  if (!wrong) return null;
  return verdict('untrusted', { ...none, step: null, kind: 'wrong' }, [
    ['what', `The reference is wrong on this adapter for some inputs: ${offAlone(wrong)}`],
    ['not', 'What agrees with it may be wrong alike, so nothing else in this diagnosis proves anything.'],
    ['try', trust],
  ]);
}

const trust =
  'Do not trust answers here. Update the browser and the graphics driver, or use another browser or adapter.';

function offAlone({ kernel, inputs, seed, error, bound }: TriedKernel): string {
  const off =
    Number.isFinite(error) && bound > 0
      ? `off by ${scientific(error)} of its size, ${scientific(error / bound)} times what is allowed`
      : 'wrong';
  return `alone, beside float64, ${kernel} is ${off} on ${inputs}. The seed is ${seed}.`;
}

/** Says of a reference that passes how it was held to float64, or why not. */
function witnessed(reference: WitnessedReference): string {
  if (reference.status === 'unread') {
    return `The reference itself was not held to float64: the checkpoint could not be read again. ${reference.reason}`;
  }
  const { stages, layers } = reference.report;
  const worst = Math.max(...stages.map(({ error, floor }) => error / floor));
  const of = layers.length === 1 ? `layer ${layers[0]}` : `layers ${listed(layers.map(String))}`;
  return `The reference itself agrees with float64 on the CPU, computed from the checkpoint’s bytes: ${stages.length} stages of the embedding, ${of} and the logits, the worst ${worst.toFixed(1)} times its noise floor.`;
}

/** The reference is wrong at `stages`, of those that were examined. Null where it is not. */
export function untrusted(reference: WitnessedReference): Verdict | null {
  if (reference.status === 'unread') return null;
  const { stages } = reference.report;
  const wrong = stages.filter(({ bad }) => bad);
  const [first] = wrong;
  if (!first) return null;
  const { layer, stage, error, floor, worst } = first;
  const place = layer === null ? '' : ` of layer ${layer}`;
  const off = Number.isFinite(error)
    ? `off by ${scientific(error)} of its size, ${scientific(error / floor)} times what rounding explains`
    : 'no number in places';
  const most = worst
    ? ` Most in token ${worst.row}, channel ${worst.column}: ${scientific(worst.value)} instead of ${scientific(worst.expected)}.`
    : '';
  return verdict('untrusted', { ...none, layer, stage, step: null, kind: 'wrong' }, [
    [
      'what',
      `The reference is wrong on this adapter: ${stage}${place} is ${off}, beside float64 on the CPU from the same inputs and the checkpoint’s bytes.`,
    ],
    [
      'where',
      `Of ${stages.length} stages examined, ${wrong.length} ${wrong.length === 1 ? 'is' : 'are'} wrong.${most}`,
    ],
    ['not', 'What agrees with the reference here is wrong alike, so nothing else in this diagnosis proves anything.'],
    ['try', trust],
  ]);
}

/** Only the sampled tokens are wrong. */
export function missampled(): Verdict {
  return verdict('bad', { ...none, step: 'sample', kind: 'wrong' }, [
    [
      'what',
      `The fused kernels of sample are wrong: from logits made for it they draw other tokens than the exact sampler; ${kinds.wrong}.`,
    ],
    ['not', 'It is no other step that is fused: those compute what the reference computes.'],
    ['try', 'Until it is mended, run sample by the reference and the rest fused.'],
  ]);
}

export function blamed(culprit: Culprit, downstream: Downstream): Verdict {
  const { layer, stage, evidence, floor, fault } = culprit;
  const step = culprit.steps.join('+');
  const kind = kindOf(evidence, allowance * floor);
  return verdict('bad', { step, layer, stage, kind, resembles: fault?.name ?? null, downstream }, [
    ['what', what(culprit, kind)],
    ['where', where(culprit)],
    ['like', looksLike(culprit)],
    ['after', culprit.shape.endsWith('-long') ? later(culprit) : after(downstream)],
    ['not', isNot(culprit, kind)],
    ['try', trying(culprit)],
  ]);
}

function verdict(
  status: Verdict['status'],
  found: Omit<Verdict, 'status' | 'sentences' | 'text'>,
  texts: [Sentence['about'], string][],
): Verdict {
  const sentences = texts.filter(([, text]) => text !== '').map(([about, text]) => ({ about, text }));
  return { status, ...found, sentences, text: sentences.map(({ text }) => text).join(' ') };
}

function what({ steps, layer, stage, evidence, floor }: Culprit, kind: ErrorKind): string {
  const place = layer === null ? '' : ` in layer ${layer}`;
  const off = Number.isFinite(evidence.error)
    ? `off by ${scientific(evidence.error)} of its size, ${scientific(evidence.error / floor)} times what rounding explains`
    : `${evidence.unwritten + evidence.nonFinite} of ${evidence.values} values no number`;
  const apart = steps.length > 1 ? ' Each of these steps alone is right, so it is not known which of them it is.' : '';
  return `The fused kernel of ${listed(steps)}${place} is wrong: given the reference’s own inputs, it leaves ${stage} ${off}; ${kinds[kind]}.${apart}`;
}

function where({ layers, shape, longContext, evidence }: Culprit): string {
  const all = layers.length > 1 ? `Found in ${layers.length} layers, first in this one. ` : '';
  const token = shape === 'many' || isFew(shape) ? `token ${evidence.worstRow} of the batch and ` : '';
  return `${all}The error appears ${batch(shape, longContext)}, most in ${token}channel ${evidence.worstColumn}.`;
}

function batch(shape: BatchShape, longContext: number | null): string {
  return {
    many: 'with many tokens at once',
    few: 'with a few tokens at once',
    'few-long': `with a few tokens at a context of ${longContext}`,
    one: 'with one token at a time',
    'one-long': `with one token at a context of ${longContext}`,
  }[shape];
}

function looksLike({ fault }: Culprit): string {
  if (!fault) return 'It is like no fault of the catalogue.';
  return `It is like “${fault.title}”: made on purpose in the same place, that leaves the same values. ${fault.story}`;
}

function after({ off, stages, overflowsAt, largest, zerosFrom, sameTop, maxKl }: Downstream): string {
  const said = [];
  if (overflowsAt)
    said.push(`values reach ${largest === null || largest === 0 ? 'infinity' : scientific(largest)} at ${overflowsAt}`);
  if (zerosFrom) {
    said.push(
      `${overflowsAt ? 'the next norm’s square overflows, 1/infinity is 0, and ' : ''}values are 0 from ${zerosFrom} on`,
    );
  }
  said.push(
    sameTop === 1
      ? 'the likeliest next token stays the same everywhere in this prompt'
      : `the likeliest next token changes at ${percent(1 - sameTop)} of the prompt’s tokens`,
  );
  const kl = Number.isFinite(maxKl) ? `KL of the logits at most ${scientific(maxKl)}` : 'the logits are of no use';
  return `Left to run on, ${off} of ${stages} stages drift beyond rounding: ${said.join('; ')}; ${kl}.`;
}

/** For a kernel that lockstep never runs, because its prompt is short. */
function later({ longContext }: Culprit): string {
  return `Answers are right up to a context of ${longContext} tokens, where this kernel takes over; lockstep does not go as far.`;
}

/** Rules out what people suspect first. */
function isNot({ steps }: Culprit, kind: ErrorKind): string {
  if (steps.includes('rope')) return '';
  const precision = kind === 'precision' ? '' : ', nor precision: more bits would change nothing';
  return `It is not the K-norm gains, which pass: the reference has the same ones${precision}.`;
}

function trying({ steps, fault }: Culprit): string {
  const first = fault ? 'Look for that in the kernel first. ' : '';
  return `${first}Until it is mended, run ${listed(steps)} by the reference and the rest fused.`;
}

function scientific(value: number): string {
  if (value >= 0.01 && value < 1000) return Number(value.toPrecision(2)).toString();
  return value.toExponential(1).replace('e+', 'e');
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
