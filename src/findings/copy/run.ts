/** How something was run, in words. */
import { sourceInWords } from '../../vocabulary/checkpoint_sources.ts';
import type { LoadedModel } from '../../worker/api.ts';
import type { FindingPrompt } from '../format/finding.ts';
import type { DiagnosisSpec, PromptSpec, RunSpec } from '../format/spec.ts';
import { requestInWords } from './bench.ts';

export type Fact = [term: string, text: string];

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

export const weightsInWords = (weights: RunSpec['weights']): string => (weights === 'stored' ? 'as stored' : weights);

/** What a link or a code says of a run. */
export function specFacts(spec: RunSpec): Fact[] {
  return [
    ['model', `${spec.model.name}, content ${spec.model.hash.slice(0, 12)}`],
    ['from', sourceInWords(spec.source)],
    ['weights', weightsInWords(spec.weights)],
    ...ownFacts(spec),
  ];
}

function ownFacts(spec: RunSpec): Fact[] {
  switch (spec.kind) {
    case 'diagnosis':
      return [
        ['program', programInWords(spec.program)],
        ['fault', faultInWords(spec.fault)],
        ['prompt', promptInWords(spec.prompt)],
        ['bisection', spec.bisect ? 'asked for' : 'not asked for'],
      ];
    case 'bench':
      return [['to measure', requestInWords(spec.request)]];
    case 'live':
      return [
        ['program', programInWords(spec.program)],
        ['fault', faultInWords(spec.fault)],
        ['conversation', promptInWords(spec.prompt)],
        ['watched', `from position ${spec.from}`],
      ];
  }
}

/** What has to be done before `spec` can run on `model`; null where it can. */
export function missingInWords({ model: wanted, weights, source }: RunSpec, model: LoadedModel | null): string | null {
  if (model && model.hash === wanted.hash && model.weights.choice === weights) return null;
  const held = weights === 'stored' ? 'as stored' : `as ${weights}`;
  if (model?.hash === wanted.hash)
    return `The same checkpoint is loaded, but its weights are not held ${held}: load it again so.`;
  const now = model ? `${model.name} (content ${model.hash.slice(0, 12)}) is loaded` : 'nothing is loaded';
  return `This run needs ${wanted.name} (content ${wanted.hash.slice(0, 12)}), weights ${held}, which came from ${sourceInWords(source)}; ${now}.`;
}
