/** What a finding says of itself: the words that picture, page and tables share. */
import { sourceInWords } from '../../vocabulary/checkpoint_sources.ts';
import { subjectOf, type DiagnosisFinding, type Finding, type TokenFinding } from '../format/finding.ts';
import { adapterName } from './adapter.ts';
import { benchFacts, benchHeadline } from './bench.ts';
import { timingsInWords, verdictInWords } from './diagnosis.ts';
import { faultInWords, programInWords, promptInWords, weightsInWords, type Fact } from './run.ts';
import { samplingInWords, tokenHeadline } from './token.ts';

/** What was found, in one line. */
export function headline(finding: Finding): string {
  switch (finding.kind) {
    case 'diagnosis':
      return verdictInWords(finding.diagnosis.verdict);
    case 'bench':
      return benchHeadline(finding.bench);
    case 'live':
      return tokenHeadline(finding.live);
  }
}

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
      return tokenFacts(finding);
  }
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

function tokenFacts({ live, prompt }: TokenFinding): Fact[] {
  return [
    ['program', programInWords(live.token.program)],
    ['fault', faultInWords(live.fault)],
    ['conversation', promptInWords(prompt)],
    ['sampling', samplingInWords(live.sampling)],
  ];
}
