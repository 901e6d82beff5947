import type { Downstream } from './downstream.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { kindOf, type ErrorKind } from './error_kind.ts';
import { isFar, measured, percent, scientific } from './figures.ts';
import { inEnglish, say, type VerdictMessage } from './message.ts';
import { allowance } from './noise_floor.ts';
import type { BatchShape } from '../../vocabulary/batch_shape.ts';
import { stageName, type Stage } from '../../vocabulary/stages.ts';
import { en as faults } from '../../strings/faults/en.ts';
import type { FaultName } from '../../strings/faults/t.ts';

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
  /** In English. */
  text: string;
  /** The same as messages, one after the other, which a page writes in its own language. */
  messages: VerdictMessage[];
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
  fault: { name: FaultName } | null;
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
  const sampling = sampled ? [say('samplingPasses')] : [];
  const compared = say('allPass', { stages, worst: worst.toFixed(1), allowed: allowance });
  const yes = (shape: BatchShape) => (shapes.includes(shape) ? 'yes' : 'no');
  const ran = {
    many: yes('many'),
    few: yes('few'),
    fewLong: yes('few-long'),
    one: yes('one'),
    oneLong: yes('one-long'),
    longContext: longContext ?? 0,
  };
  return verdict('pass', { ...none, step: null, kind: null }, [
    ['what', stages > 0 ? [compared] : sampling],
    ['where', stages > 0 ? [say('ranAs', { ...ran, kernels: kernels.join(', ') })] : []],
    ['after', stages > 0 ? sampling : []],
    ['alone', [say('alonePass', { count: kernelsAlone })]],
    ['reference', [witnessed(reference)]],
  ]);
}

/** A kernel that is right in this prompt, and wrong on other inputs. */
export function wrongAlone(trial: TriedKernel): Verdict {
  const step = trial.step ?? '';
  return verdict('bad', { ...none, step: trial.step, kind: 'wrong' }, [
    ['what', [offAlone(trial, { off: 'aloneOff', far: 'aloneFar', wrong: 'aloneWrong' })]],
    ['where', [say('aloneNotHere')]],
    ['try', [say('useReference', { steps: step })]],
  ]);
}

/** A kernel of the reference that is wrong on hard inputs; null where all are right. */
export function untrustedAlone(trials: readonly TriedKernel[]): Verdict | null {
  const wrong = trials.find(({ step, bad }) => step === null && bad);
  if (!wrong) return null;
  const keys = { off: 'referenceAloneOff', far: 'referenceAloneFar', wrong: 'referenceAloneWrong' } as const;
  return verdict('untrusted', { ...none, step: null, kind: 'wrong' }, [
    ['what', [offAlone(wrong, keys)]],
    ['not', [say('proofless')]],
    ['try', [say('distrust')]],
  ]);
}

function offAlone(
  { step, kernel, inputs, seed, error, bound }: TriedKernel,
  keys: Record<'off' | 'far' | 'wrong', VerdictMessage['key']>,
): VerdictMessage {
  const tried = { step: step ?? '', kernel, inputs, seed };
  if (!Number.isFinite(error) || bound <= 0) return say(keys.wrong, tried);
  return say(isFar(error, bound) ? keys.far : keys.off, {
    ...tried,
    ...measured(error, bound),
    bound: scientific(bound),
  });
}

/** Says of a reference that passes how it was held to float64, or why not. */
function witnessed(reference: WitnessedReference): VerdictMessage {
  if (reference.status === 'unread') return say('referenceUnread', { reason: reference.reason });
  const { stages, layers } = reference.report;
  const worst = Math.max(...stages.map(({ error, floor }) => error / floor));
  return say('referencePasses', {
    stages: stages.length,
    count: layers.length,
    layers: layers.join(', '),
    worst: worst.toFixed(1),
  });
}

/** The reference is wrong at `stages`, of those that were examined. Null where it is not. */
export function untrusted(reference: WitnessedReference): Verdict | null {
  if (reference.status === 'unread') return null;
  const { stages } = reference.report;
  const wrong = stages.filter(({ bad }) => bad);
  const [first] = wrong;
  if (!first) return null;
  const { layer, stage, error, floor, worst } = first;
  const key = !Number.isFinite(error) ? 'referenceNaN' : isFar(error, floor) ? 'referenceFar' : 'referenceOff';
  const largest = worst && {
    row: worst.row,
    column: worst.column,
    value: scientific(worst.value),
    expected: scientific(worst.expected),
  };
  return verdict('untrusted', { ...none, layer, stage, step: null, kind: 'wrong' }, [
    ['what', [say(key, { stage: stageName(layer, stage as Stage), ...measured(error, floor) })]],
    [
      'where',
      [
        say('referenceWhere', { stages: stages.length, wrong: wrong.length }),
        ...(largest ? [say('referenceWorst', largest)] : []),
      ],
    ],
    ['not', [say('proofless')]],
    ['try', [say('distrust')]],
  ]);
}

/** Only the sampled tokens are wrong. */
export function missampled(): Verdict {
  return verdict('bad', { ...none, step: 'sample', kind: 'wrong' }, [
    ['what', [say('missampled')]],
    ['not', [say('othersPass')]],
    ['try', [say('useReference', { steps: 'sample' })]],
  ]);
}

export function blamed(culprit: Culprit, downstream: Downstream): Verdict {
  const { layer, stage, evidence, floor, fault, steps } = culprit;
  const kind = kindOf(evidence, allowance * floor);
  const more = steps.length > 1 ? [say('fusedOnly')] : [];
  const first = fault ? [say('lookThere')] : [];
  return verdict('bad', { step: steps.join('+'), layer, stage, kind, resembles: fault?.name ?? null, downstream }, [
    ['what', [what(culprit), say(kind), ...more]],
    ['where', where(culprit)],
    ['like', matched(culprit)],
    ['after', culprit.shape.endsWith('-long') ? [later(culprit)] : after(downstream)],
    ['not', isNot(culprit, kind)],
    ['try', [...first, say('useReference', { steps: steps.join(', ') })]],
  ]);
}

function verdict(
  status: Verdict['status'],
  found: Omit<Verdict, 'status' | 'sentences' | 'text'>,
  said: [Sentence['about'], VerdictMessage[]][],
): Verdict {
  const sentences = said
    .filter(([, messages]) => messages.length > 0)
    .map(([about, messages]) => ({ about, text: messages.map(inEnglish).join(' '), messages }));
  return { status, ...found, sentences, text: sentences.map(({ text }) => text).join(' ') };
}

function what({ steps, layer, stage, evidence, floor }: Culprit): VerdictMessage {
  const named = { steps: steps.join('+'), stage: stageName(layer, stage as Stage) };
  const { error, unwritten, nonFinite, values } = evidence;
  if (!Number.isFinite(error)) return say('blamedNaN', { ...named, count: unwritten + nonFinite, values });
  return say(isFar(error, floor) ? 'blamedFar' : 'blamedOff', { ...named, ...measured(error, floor) });
}

function where({ layers, shape, longContext, evidence }: Culprit): VerdictMessage[] {
  const { worstRow: row, worstColumn: column } = evidence;
  const all = layers.length > 1 ? [say('inLayers', { count: layers.length })] : [];
  switch (shape) {
    case 'many':
      return [...all, say('atToken', { row, column })];
    case 'few':
      return [...all, say('atFew', { row, column })];
    case 'few-long':
      return [...all, say('atFewLong', { row, column, longContext: longContext ?? 0 })];
    case 'one':
      return [...all, say('atDecode', { column })];
    case 'one-long':
      return [...all, say('atLong', { column, longContext: longContext ?? 0 })];
  }
}

function matched({ fault }: Culprit): VerdictMessage[] {
  if (!fault) return [say('matchesNone')];
  const { name } = fault;
  return [
    say('matches', { fault: name, title: faults[name] }),
    say('story', { fault: name, story: faults[`${name}_story`] }),
  ];
}

function after({ off, stages, overflowsAt, largest, zerosFrom, sameTop, maxKl }: Downstream): VerdictMessage[] {
  const said = [say('effect', { off, stages })];
  if (overflowsAt) {
    const reached = largest === null || largest === 0 ? null : scientific(largest);
    said.push(
      reached === null
        ? say('overflows', { stage: overflowsAt })
        : say('reaches', { stage: overflowsAt, largest: reached }),
    );
  }
  if (zerosFrom) said.push(say(overflowsAt ? 'zerosAfter' : 'zerosFrom', { stage: zerosFrom }));
  said.push(sameTop === 1 ? say('sameTop') : say('otherTop', { share: percent(1 - sameTop) }));
  said.push(Number.isFinite(maxKl) ? say('kl', { kl: scientific(maxKl) }) : say('noKl'));
  return said;
}

/** For a kernel that lockstep never runs, because its prompt is short. */
const later = ({ longContext }: Culprit): VerdictMessage => say('later', { longContext: longContext ?? 0 });

/** Rules out what people suspect first. */
function isNot({ steps }: Culprit, kind: ErrorKind): VerdictMessage[] {
  if (steps.includes('rope')) return [];
  return [say('notGains'), ...(kind === 'precision' ? [] : [say('notPrecision')])];
}
