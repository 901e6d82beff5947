/** What a finding says of itself, in the words that picture, page and tables share. */
import { duration, short } from '../../format.ts';
import { adapterName } from './adapter.ts';
import { benchFacts, benchHeadline } from './bench.ts';
import type { DiagnosisFinding, Finding, FindingPrompt, LiveFinding, RecordedDiagnosis } from '../format/finding.ts';
import { liveHeadline, samplingInWords } from './token.ts';
import type { DiagnosisSpec, PromptSpec, RunSpec } from '../format/spec.ts';
import { lockstepMap, replayMap } from '../diagnosis/stage_map.ts';

/** What was found, in one line. */
export function headline(finding: Finding): string {
  switch (finding.kind) {
    case 'diagnosis':
      return verdictInWords(finding.diagnosis.verdict);
    case 'bench':
      return benchHeadline(finding.bench);
    case 'live':
      return liveHeadline(finding.live);
  }
}

/** What of it was found with, as reports of the engine tell it. */
export function subjectOf(finding: Finding) {
  const { model, adapter } = reportOf(finding);
  return { model, adapter };
}

function reportOf(finding: Finding) {
  switch (finding.kind) {
    case 'diagnosis':
      return finding.diagnosis;
    case 'bench':
      return finding.bench.report;
    case 'live':
      return finding.live;
  }
}

/** The verdict in one line. */
export function verdictInWords({ status, step, layer }: RecordedDiagnosis['verdict']): string {
  if (status === 'pass') return 'Every fused step is right';
  return `${step ?? 'a step'}${layer === null ? '' : ` in layer ${layer}`} is wrong`;
}

export interface WorstStage {
  /** As in the goldens: `L1.v`. */
  name: string;
  error: number;
  floors: number;
  bad: boolean;
}

/** The stages of the replay that are furthest beyond their floors, the worst first, one for all kinds of batch. */
export function worstStages(diagnosis: RecordedDiagnosis, most: number): WorstStage[] {
  const { columns, rows, outside } = replayMap(diagnosis);
  const cells = [
    ...rows.flatMap(({ layer, cells }) => cells.map((cell, i) => ({ name: `L${layer}.${columns[i]!.stage}`, cell }))),
    ...outside.map(({ stage, cell }) => ({ name: stage, cell })),
  ];
  return cells
    .flatMap(({ name, cell }) => {
      if (!cell) return [];
      const errors = cell.stages.map(({ evidence }) => evidence.error);
      return [{ name, error: Math.max(...errors), floors: cell.floors, bad: cell.bad }];
    })
    .toSorted((a, b) => Number(b.bad) - Number(a.bad) || order(b.floors) - order(a.floors))
    .slice(0, most);
}

/** No number is worse than any. */
const order = (floors: number) => (Number.isNaN(floors) ? Infinity : Math.min(floors, Number.MAX_VALUE));

/** How many stages of the whole program drift beyond rounding, of how many. */
export function drift(diagnosis: RecordedDiagnosis): { off: number; stages: number } {
  const { rows, outside } = lockstepMap(diagnosis);
  const cells = [...rows.flatMap((row) => row.cells), ...outside.map(({ cell }) => cell)].filter(
    (cell) => cell !== null,
  );
  return { off: cells.filter(({ bad }) => bad).length, stages: cells.length };
}

/** The kind of batch that a stage was left by. */
export function batchInWords(shape: RecordedDiagnosis['replay'][number]['shape']): string {
  return { many: 'many tokens', one: 'one token', 'one-long': 'one at a long context' }[shape];
}

/** An error that is no number is said to be one: the dash of {@link short} means that nothing is known. */
export function errorInWords(error: number): string {
  return Number.isNaN(error) ? 'no number' : short(error);
}

/** Which steps ran fused. */
export function programInWords(program: DiagnosisSpec['program']): string {
  const looked = Object.entries(program).filter(([step]) => step !== 'embed');
  const fused = looked.filter(([, set]) => set === 'fused').map(([step]) => step);
  if (fused.length === looked.length) return 'all steps fused';
  if (fused.length === 0) return 'all steps reference';
  return `${fused.join(', ')} fused, the rest reference`;
}

export function faultInWords(fault: DiagnosisSpec['fault']): string {
  if (!fault) return 'none made';
  return `${fault.name}${fault.layer === null ? ' in every layer' : ` in layer ${fault.layer}`}, made on purpose`;
}

export function promptInWords(prompt: FindingPrompt | PromptSpec): string {
  if (prompt.show === 'hidden') return 'not told';
  if (prompt.show === 'counted') return `not told, ${tokens(prompt.count)}`;
  const count = tokens(prompt.tokens.length);
  return 'text' in prompt && prompt.text !== null ? `“${prompt.text}” (${count})` : `${count} by id`;
}

const tokens = (count: number) => `${count} ${count === 1 ? 'token' : 'tokens'}`;

/** Where the checkpoint was read from. */
export function sourceInWords(source: RunSpec['source']): string {
  switch (source.kind) {
    case 'bundled':
      return 'the model that comes with Plumbline';
    case 'hub':
      return `Hugging Face, ${source.id} at ${source.revision}`;
    case 'url':
      return source.base;
    case 'folder':
      return `a folder, ${source.name}`;
  }
}

export const weightsInWords = (weights: RunSpec['weights']): string => (weights === 'stored' ? 'as stored' : weights);

export type Fact = [term: string, said: string];

/** The set-up: the small print of a picture, the facts of a page. */
export function setUp(finding: Finding): Fact[] {
  const { made, source } = finding;
  const { model, adapter } = subjectOf(finding);
  const weights = finding.kind === 'bench' ? finding.bench.report.model.weights.choice : finding.weights;
  return [
    ['model', `${model.name}, content ${model.hash.slice(0, 12)}`],
    ['from', sourceInWords(source)],
    ['weights', weightsInWords(weights)],
    ...ownFacts(finding),
    ['adapter', adapterName(adapter)],
    ['browser', made.browser],
    ['made', `${made.date.slice(0, 16).replace('T', ' ')} UTC, Plumbline ${made.app}`],
  ];
}

function ownFacts(finding: Finding): Fact[] {
  switch (finding.kind) {
    case 'diagnosis':
      return diagnosisFacts(finding);
    case 'bench':
      return benchFacts(finding.bench);
    case 'live':
      return liveFacts(finding);
  }
}

function liveFacts({ live, prompt }: LiveFinding): Fact[] {
  return [
    ['program', programInWords(live.token.program)],
    ['fault', faultInWords(live.fault)],
    ['conversation', promptInWords(prompt)],
    ['sampling', samplingInWords(live.sampling)],
  ];
}

function diagnosisFacts({ diagnosis, prompt }: DiagnosisFinding): Fact[] {
  return [
    ['program', programInWords(diagnosis.program)],
    ['fault', faultInWords(diagnosis.fault)],
    ['prompt', promptInWords(prompt)],
    ['sampling', 'none: the logits themselves are compared'],
    ...(diagnosis.timings ? [['took', timingsInWords(diagnosis.timings)] as Fact] : []),
  ];
}

function timingsInWords({ replay, lockstep, verdict, bisect }: NonNullable<RecordedDiagnosis['timings']>): string {
  const parts = { replay, lockstep, verdict, ...(bisect > 0 && { bisection: bisect }) };
  return Object.entries(parts)
    .map(([part, ms]) => `${part} ${duration(ms)}`)
    .join(', ');
}
