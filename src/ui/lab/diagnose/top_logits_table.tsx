import type { Diagnosis } from '../../../worker/api.ts';
import styles from './diagnose.module.css';
import { t } from '../../../strings/diagnose/t.ts';

const number = (value: number) => (Number.isFinite(value) ? value.toFixed(4) : String(value));

/** The logits of the likeliest next ids after every token, folded away. */
export function TopLogitsTable({ rows }: { rows: Diagnosis['topLogits'] }) {
  if (rows.length === 0) return null;
  return (
    <details>
      <summary>{t('topLogits')}</summary>
      <table className={styles.details} aria-label={t('topIds')}>
        <thead>
          <tr>
            <th scope="col">{t('afterToken')}</th>
            <th scope="col">{t('id')}</th>
            <th scope="col">{t('reference')}</th>
            <th scope="col">{t('program')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.flatMap(({ ids, reference, other }, row) =>
            ids.map((id, n) => (
              <tr key={`${row} ${id}`}>
                <th scope="row">{row}</th>
                <td>{id}</td>
                <td>{number(reference[n]!)}</td>
                <td>{number(other[n]!)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </details>
  );
}
