/** What a finding says of itself: the words that picture, page and tables share. */
import { t } from '../../strings/finding/t.ts';
import type { Finding } from '../format/finding.ts';
import type { RunSpec } from '../format/spec.ts';
import { foundOn, kindOf } from '../kinds/kinds.ts';
import { specOf } from '../record.ts';
import { adapterName } from './adapter.ts';
import { cacheFacts, weightsInWords, type Fact } from './run.ts';
import { sourceInWords } from './source.ts';

/** What was found, in one line. */
export const headline = (finding: Finding): string => kindOf(finding).headline(finding);

/** The set-up: the small print of a picture, the facts of a page. */
export function setUp(finding: Finding): Fact[] {
  const { made } = finding;
  return [
    ...checkpointFacts(specOf(finding)),
    ...kindOf(finding).facts(finding),
    [t('adapter'), adapterName(foundOn(finding).adapter)],
    [t('browser'), made.browser],
    [t('made'), t('madeAt', { time: made.date.slice(0, 16).replace('T', ' '), version: made.app })],
  ];
}

/** What a link or a code says of a run. */
export const specFacts = (spec: RunSpec): Fact[] => [...checkpointFacts(spec), ...kindOf(spec).specFacts(spec)];

function checkpointFacts({ model, source, weights, cache }: RunSpec): Fact[] {
  return [
    [t('model'), t('modelOf', { name: model.name, hash: model.hash.slice(0, 12) })],
    [t('from'), sourceInWords(source)],
    [t('weights'), weightsInWords(weights)],
    ...cacheFacts(cache),
  ];
}
