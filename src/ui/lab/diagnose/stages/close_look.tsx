import type { DriftedStage, ReplayedStage } from '../../../../worker/api.ts';
import { short } from '../../../../format.ts';
import styles from './close_look.module.css';
import { SizeChart } from './size_chart.tsx';
import { t } from '../../../../strings/diagnose/t.ts';

/** The values of a stage: their sizes beside the reference's, and those with the largest errors. */
export function CloseLook({ name, stage: { evidence } }: { name: string; stage: ReplayedStage | DriftedStage }) {
  return (
    <section className={styles.look} aria-label={t('values', { name })}>
      <SizeChart name={t('sizes', { name })} sizes={evidence.sizes} />
      {evidence.worst.length > 0 && (
        <table aria-label={t('worstValues', { name })}>
          <thead>
            <tr>
              <th scope="col">{t('token')}</th>
              <th scope="col">{t('channel')}</th>
              <th scope="col">{t('value')}</th>
              <th scope="col">{t('reference')}</th>
            </tr>
          </thead>
          <tbody>
            {evidence.worst.map(({ row, column, value, reference }) => (
              <tr key={`${row} ${column}`}>
                <td>{row}</td>
                <td>{column}</td>
                <td>{short(value)}</td>
                <td>{short(reference)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
