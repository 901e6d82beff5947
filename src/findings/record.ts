/** From what was measured to a finding, and from a finding to the spec of its run. */
import { clipped } from '../format.ts';
import { withoutSecrets } from '../vocabulary/checkpoint_sources.ts';
import type { RecordedSource } from '../vocabulary/checkpoint_sources.ts';
import type {
  AnsweredOn,
  CacheType,
  Diagnosis,
  OwnKernelReport,
  TokenFigures,
  WatchReport,
  WeightChoice,
} from '../worker/api.ts';
import type { RecordedBench } from './format/bench.ts';
import { maxContext } from './format/fields.ts';
import type { Plot } from './token/plots.ts';
import { recordedOdds, type SeenOdds } from './format/odds.ts';
import { maxMessageLength, maxMessages } from './format/own_kernel.ts';
import { recordedOf } from './format/token.ts';
import {
  findingVersion,
  type BenchFinding,
  type DiagnosisFinding,
  type Finding,
  type KernelFinding,
  type TokenFinding,
  type FindingPrompt,
} from './format/finding.ts';
import type { RunSpec } from './format/spec.ts';
import { kindOf } from './kinds/kinds.ts';

/** How much of the prompt is shared. */
export type PromptPolicy = FindingPrompt['show'];

/** What a report of the engine does not say about itself. */
export interface Circumstances {
  app: string;
  browser: string;
  date: Date;
  source: RecordedSource;
}

/** What only a benchmark says. */
export interface ModelCircumstances extends Circumstances {
  weights: WeightChoice;
  cache: CacheType;
}

/** What a diagnosis does not say either, nor the figures of a token. */
export interface DiagnosisCircumstances extends ModelCircumstances {
  /** Null where the run was given ids, or none. */
  promptText: string | null;
}

/**
 * The finding to share. Without the prompt, its ids are left out, and so are the logits of next tokens, from which the text
 * could be guessed.
 */
export function recordDiagnosis(
  made: Diagnosis,
  about: DiagnosisCircumstances,
  policy: PromptPolicy,
): DiagnosisFinding {
  const { tokens, ...rest } = made;
  const shown = policy === 'shown';
  const prompt: FindingPrompt = shown
    ? { show: 'shown', tokens, text: promptText(about) }
    : policy === 'counted'
      ? { show: 'counted', count: tokens.length }
      : { show: 'hidden' };
  return {
    kind: 'diagnosis',
    ...common(about),
    weights: about.weights,
    cache: about.cache,
    prompt,
    diagnosis: shown
      ? rest
      : {
          ...rest,
          topLogits: [],
          logits: { ...rest.logits, firstDifferent: null },
          logitsFloor: { ...rest.logitsFloor, firstDifferent: null },
        },
  };
}

/** The finding to share. A benchmark has nobody's prompt. */
export function recordBench(bench: RecordedBench, about: Circumstances): BenchFinding {
  return { kind: 'bench', ...common(about), bench };
}

/** A token and what is shown with it. */
export interface SeenToken {
  model: WatchReport['model'];
  adapter: WatchReport['adapter'];
  on: AnsweredOn;
  from: number;
  plot: Plot;
  token: TokenFigures;
  others: readonly TokenFigures[];
  first: TokenFigures | null;
  /** Null where it is not shared from its answer. */
  odds: SeenOdds | null;
}

/**
 * The finding to share. `promptText` is the question that the token answers. The token's position says how long the
 * conversation is in any case; one of more than {@link maxContext} tokens is never shared token by token.
 */
export function recordToken(seen: SeenToken, about: DiagnosisCircumstances, policy: PromptPolicy): TokenFinding {
  const { model, adapter, on, from, plot, token, others, first, odds } = seen;
  const count = token.position + 1;
  const tokens = on.tokens.slice(0, count);
  const shown = policy === 'shown' && count <= maxContext;
  // From what layers would say next the text could be guessed.
  const recorded = (figures: TokenFigures) => recordedOf(shown ? figures : { ...figures, lens: null });
  const { name, hash, config } = model;
  return {
    kind: 'live',
    ...common(about),
    weights: about.weights,
    cache: about.cache,
    prompt: shown ? { show: 'shown', tokens, text: promptText(about) } : { show: 'counted', count },
    live: {
      model: { name, hash, config },
      adapter,
      fault: on.fault,
      sampling: on.sampling,
      from,
      plot,
      token: recorded(token),
      others: others.map(recorded),
      first: first && recorded(first),
      odds: odds && recordedOdds(odds, shown),
    },
  };
}

/**
 * The finding to share. Unless `shown`, the kernel's text is left out, and so is what the compiler says, which quotes it: its places in the
 * text stay.
 */
export function recordKernel(report: OwnKernelReport, about: ModelCircumstances, policy: PromptPolicy): KernelFinding {
  const shown = policy === 'shown';
  const { text, messages } = report;
  const said = messages
    .toSorted((a, b) => Number(b.type === 'error') - Number(a.type === 'error'))
    .slice(0, maxMessages)
    .map((message) => ({ ...message, text: shown ? clipped(message.text, maxMessageLength) : null }));
  return {
    kind: 'kernel',
    ...common(about),
    weights: about.weights,
    cache: about.cache,
    kernel: {
      ...report,
      text: shown ? text : null,
      messages: said,
    },
  };
}

/** What it takes to run a finding again. */
export const specOf = (finding: Finding): RunSpec => kindOf(finding).spec(finding);

function promptText({ promptText }: DiagnosisCircumstances): string | null {
  return promptText === null ? null : clipped(promptText, 10_000);
}

function common({ app, browser, date, source }: Circumstances) {
  return {
    version: findingVersion,
    made: { app, browser: browser.slice(0, 80), date: date.toISOString() },
    source: withoutSecrets(source),
  } as const;
}
