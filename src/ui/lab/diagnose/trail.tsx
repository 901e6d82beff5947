import type { Diagnosis } from '../../../worker/api.ts';
import styles from './diagnose.module.css';
import { t } from '../../../strings/diagnose/t.ts';
import { listed } from '../../../strings/localized.ts';

/** The programs that a bisection tried, in order, and its result. */
export function Trail({ bisection }: { bisection: NonNullable<Diagnosis['bisection']> }) {
  const { steps, trail } = bisection;
  return (
    <>
      <table className={styles.details} aria-label={t('bisection')}>
        <caption>{steps === null ? t('bisectedNone') : t('bisected', { steps: listed(steps) })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('fused')}</th>
            <th scope="col">{t('firstStage')}</th>
            <th scope="col">{t('firstToken')}</th>
            <th scope="col">{t('largestKl')}</th>
          </tr>
        </thead>
        <tbody>
          {trail.map(({ steps, bad, firstStage, firstToken, maxKl }) => (
            <tr key={steps.join()} data-bad={bad || undefined}>
              <th scope="row">{steps.length > 4 ? t('stepCount', { count: steps.length }) : steps.join(', ')}</th>
              <td>{firstStage ?? t('none')}</td>
              <td>{firstToken ?? t('none')}</td>
              <td>{Number.isFinite(maxKl) ? maxKl.toExponential(1) : '∞'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
