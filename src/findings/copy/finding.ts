/** What a finding says of itself: the words that picture, page and tables share. */
import { sourceInWords } from './source.ts';
import { subjectOf, type DiagnosisFinding, type Finding, type TokenFinding } from '../format/finding.ts';
import { adapterName } from './adapter.ts';
import { benchFacts, benchHeadline } from './bench.ts';
import { timingsInWords, verdictInWords } from './diagnosis.ts';
import { specOf } from '../record.ts';
import { cacheFacts, faultInWords, programInWords, promptInWords, weightsInWords, type Fact } from './run.ts';
import { samplingInWords, tokenHeadline } from './token.ts';
import { t } from '../../strings/finding/t.ts';

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
  const { weights, cache } = specOf(finding);
  return [
    [t('model'), t('modelOf', { name: model.name, hash: model.hash.slice(0, 12) })],
    [t('from'), sourceInWords(source)],
    [t('weights'), weightsInWords(weights)],
    ...cacheFacts(cache),
    ...ownFacts(finding),
    [t('adapter'), adapterName(adapter)],
    [t('browser'), made.browser],
    [t('made'), t('madeAt', { time: made.date.slice(0, 16).replace('T', ' '), version: made.app })],
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
    [t('program'), programInWords(diagnosis.program)],
    [t('fault'), faultInWords(diagnosis.fault)],
    [t('prompt'), promptInWords(prompt)],
    [t('sampling'), t('noSampling')],
    ...(diagnosis.timings ? [[t('took'), timingsInWords(diagnosis.timings)] as Fact] : []),
  ];
}

function tokenFacts({ live, prompt }: TokenFinding): Fact[] {
  return [
    [t('program'), programInWords(live.token.program)],
    [t('fault'), faultInWords(live.fault)],
    [t('conversation'), promptInWords(prompt)],
    [t('sampling'), samplingInWords(live.sampling)],
  ];
}
