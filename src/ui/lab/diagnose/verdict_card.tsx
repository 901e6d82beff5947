import { CircleCheck, TriangleAlert } from 'lucide-react';
import { sentenceInWords, verdictInWords } from '../../../findings/copy/diagnosis.ts';
import type { Diagnosis } from '../../../worker/api.ts';
import styles from './diagnose.module.css';
import { t } from '../../../strings/verdict/t.ts';

/** The verdict in plain words, the conclusion first. */
export function VerdictCard({ verdict }: { verdict: Diagnosis['verdict'] }) {
  const { status, sentences } = verdict;
  const passed = status === 'pass';
  const Icon = passed ? CircleCheck : TriangleAlert;
  return (
    <section className={styles.verdict} data-status={status} aria-label={t('card')}>
      <h2>
        <Icon size={18} aria-hidden />
        {verdictInWords(verdict)}
      </h2>
      <dl>
        {sentences.map((sentence) => (
          <div key={sentence.about}>
            {!passed && <dt>{t(sentence.about)}</dt>}
            <dd>{sentenceInWords(sentence)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
