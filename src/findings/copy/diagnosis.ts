/** What a diagnosis says. */
import { duration, short } from '../../format.ts';
import { t } from '../../strings/finding/t.ts';
import { joined, listed } from '../../strings/localized.ts';
import type { Reproduction } from '../diagnosis/reproduction.ts';
import type { RecordedDiagnosis } from '../format/finding.ts';
import { language } from '../../strings/language.ts';
import { t as verdict } from '../../strings/verdict/t.ts';
import { faultStory, faultTitle } from './fault.ts';

/** The verdict in one line. */
type Blamed = Pick<RecordedDiagnosis['verdict'], 'status' | 'step' | 'layer'>;

export function verdictInWords({ status, step, layer }: Blamed): string {
  if (status !== 'bad') return t(status);
  const blamed = step?.split('+') ?? [t('someStep')];
  const wrong = { steps: listed(blamed), count: blamed.length };
  return layer === null ? t('wrongStep', wrong) : t('wrongStepIn', { ...wrong, layer });
}

type Sentence = RecordedDiagnosis['verdict']['sentences'][number];
type Message = Sentence['messages'][number];

/** A sentence of the verdict in the language of the page. Findings of earlier versions have it in their own words alone. */
export function sentenceInWords({ text, messages }: Sentence): string {
  if (language() === 'en' || messages.length === 0) return text;
  return joined(...messages.map(({ key, values }) => write(key, localized(values))));
}

/** A finding's values were checked when it was read. */
const write = verdict as unknown as (key: Message['key'], values: Message['values']) => string;

/** A known fault has words of its own in every language. */
function localized(values: Message['values']): Message['values'] {
  const { fault } = values;
  return typeof fault === 'string' ? { ...values, title: faultTitle(fault), story: faultStory(fault) } : values;
}

/** All that the verdict says about `abouts`. */
export function verdictText(
  { sentences }: RecordedDiagnosis['verdict'],
  abouts?: readonly Sentence['about'][],
): string {
  const said = sentences.filter(({ about }) => abouts?.includes(about) ?? true).map(sentenceInWords);
  return joined(...said);
}

/** The kind of batch that wrote a stage. */
export const batchInWords = (shape: RecordedDiagnosis['replay'][number]['shape']): string => t(shape);

/** NaN is spelled out: the dash of {@link short} means that nothing is known. */
export function errorInWords(error: number): string {
  return Number.isNaN(error) ? t('notANumber') : short(error);
}

/** How long each part took; those that did not run are left out. */
export function timingsInWords(timings: NonNullable<RecordedDiagnosis['timings']>): string {
  const { reference, alone, replay, lockstep, verdict, bisect } = timings;
  const parts = [
    ['partReference', reference],
    ['partAlone', alone],
    ['partReplay', replay],
    ['partLockstep', lockstep],
    ['partVerdict', verdict],
    ['partBisect', bisect],
  ] as const;
  const optional = new Set<string>(['partReference', 'partAlone', 'partBisect']);
  return listed(
    parts
      .filter(([part, ms]) => ms > 0 || !optional.has(part))
      .map(([part, ms]) => t('tookPart', { part: t(part), time: duration(ms) })),
  );
}

/** What came of running a diagnosis again on `adapter`, in one sentence. */
export function diagnosisAnswer({ stages, counts, first, sameVerdict }: Reproduction, adapter: string): string {
  const all = stages.length;
  if (all === 0) return t('noStages', { adapter });
  if (first) {
    const { layer, stage } = first;
    const where = { adapter, differing: counts.differs, all, stage, steps: listed(first.steps) };
    return layer === null ? t('differsFirst', where) : t('differsFirstIn', { ...where, layer });
  }
  if (!sameVerdict) return t('otherVerdict', { all, adapter });
  return t(counts.identical === all ? 'sameBits' : 'sameStages', { all, adapter });
}
