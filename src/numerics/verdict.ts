import type { Downstream } from './downstream.ts';
import type { Evidence } from './evidence.ts';
import { kindOf, kinds, type Kind } from './kind.ts';
import { allowance } from './bad.ts';

/** What a diagnosis comes to. All but `status` and `text` are null when every step passes. */
export interface Verdict {
  status: 'pass' | 'bad';
  step: string | null;
  /** Null for steps outside the layers too. */
  layer: number | null;
  stage: string | null;
  kind: Kind | null;
  /** The name of the known fault that leaves the same values. */
  resembles: string | null;
  downstream: Downstream | null;
  /** In the order in which they are read. */
  sentences: Sentence[];
  /** All of them. */
  text: string;
}

export interface Sentence {
  about: 'what' | 'where' | 'like' | 'after' | 'not' | 'try';
  text: string;
}

export interface Culprit {
  step: string;
  layer: number | null;
  stage: string;
  /** Whether one token showed it, or many at once. */
  shape: string;
  evidence: Evidence;
  floor: number;
  /** Layers in which the same step is wrong on right inputs. */
  layers: readonly (number | null)[];
  fault: { name: string; title: string; story: string } | null;
}

/** `checked` counts stages, over layers and shapes of batch; `worst` is the largest error in multiples of its floor. */
export function passed(checked: number, worst: number): Verdict {
  const text = `Every fused step computes what the reference computes: ${checked} stages checked on the reference’s inputs, the worst ${worst.toFixed(1)} times its noise floor, where ${allowance} are allowed.`;
  const none = { step: null, layer: null, stage: null, kind: null, resembles: null, downstream: null };
  return { status: 'pass', ...none, sentences: [{ about: 'what', text }], text };
}

export function blamed(culprit: Culprit, downstream: Downstream): Verdict {
  const { step, layer, stage, evidence, floor, fault } = culprit;
  const kind = kindOf(evidence, allowance * floor);
  const all: [Sentence['about'], string][] = [
    ['what', what(culprit, kind)],
    ['where', where(culprit)],
    ['like', looksLike(culprit)],
    ['after', after(downstream)],
    ['not', isNot(culprit, kind)],
    ['try', trying(culprit)],
  ];
  const sentences = all.filter(([, text]) => text !== '').map(([about, text]) => ({ about, text }));
  const text = sentences.map((sentence) => sentence.text).join(' ');
  return { status: 'bad', step, layer, stage, kind, resembles: fault?.name ?? null, downstream, sentences, text };
}

function what({ step, layer, stage, evidence, floor }: Culprit, kind: Kind): string {
  const place = layer === null ? '' : ` in layer ${layer}`;
  const off = Number.isFinite(evidence.error)
    ? `off by ${scientific(evidence.error)} of its size, ${scientific(evidence.error / floor)} times what rounding explains`
    : `${evidence.unwritten + evidence.nonFinite} of ${evidence.values} values no number`;
  return `The fused kernel of ${step}${place} is wrong: given the reference’s own inputs, it leaves ${stage} ${off}; ${kinds[kind]}.`;
}

function where({ layers, shape, evidence }: Culprit): string {
  const all = layers.length > 1 ? `It is so in ${layers.length} layers, this being the first. ` : '';
  const batch = shape === 'many' ? 'with many tokens at once' : 'with one token at a time';
  return `${all}It shows ${batch}, most in token ${evidence.worstRow} of the batch and channel ${evidence.worstColumn}.`;
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

/** What people suspect first. */
function isNot({ step }: Culprit, kind: Kind): string {
  if (step === 'rope') return '';
  const precision = kind === 'precision' ? '' : ', nor precision: more bits would change nothing';
  return `It is not the K-norm gains, which pass: the reference has the same ones${precision}.`;
}

function trying({ step, fault }: Culprit): string {
  const first = fault ? 'Look for that in the kernel first. ' : '';
  return `${first}Until it is mended, run ${step} by the reference and the rest fused.`;
}

function scientific(value: number): string {
  if (value >= 0.01 && value < 1000) return Number(value.toPrecision(2)).toString();
  return value.toExponential(1).replace('e+', 'e');
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
