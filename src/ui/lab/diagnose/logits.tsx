import type { Diagnosis } from '../../../worker/api.ts';
import { short } from '../../../format.ts';
import { TopLogitsTable } from './top_logits_table.tsx';
import styles from './diagnose.module.css';
import { t } from '../../../strings/diagnose/t.ts';

type FirstDifferent = NonNullable<Diagnosis['logits']['firstDifferent']>;

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

/** How much the next tokens' probabilities change, beside how much rounding alone changes them. */
export function Logits({ diagnosis: { logits, logitsFloor, topLogits } }: { diagnosis: Diagnosis }) {
  const rows = [
    [t('klMean'), short(logits.mean), short(logitsFloor.mean)],
    [t('klP999'), short(logits.p999), short(logitsFloor.p999)],
    [t('klLargest'), short(logits.max), short(logitsFloor.max)],
    [t('sameTop'), percent(logits.sameTop), percent(logitsFloor.sameTop)],
  ];
  const { firstDifferent } = logits;
  return (
    <>
      <table className={styles.details} aria-label={t('logits')}>
        <caption>{t('logitsCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t('figure')}</span>
            </th>
            <th scope="col">{t('program')}</th>
            <th scope="col">{t('roundingAlone')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, program, floor]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{program}</td>
              <td>{floor}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {firstDifferent && <p className={styles.different}>{differenceInWords(firstDifferent)}</p>}
      <TopLogitsTable rows={topLogits} />
    </>
  );
}

function differenceInWords({ row, reference, other }: FirstDifferent): string {
  return t('different', {
    row,
    ownId: reference.id,
    ownByReference: percent(reference.byReference),
    ownByProgram: percent(reference.byOther),
    otherId: other.id,
    otherByReference: percent(other.byReference),
    otherByProgram: percent(other.byOther),
  });
}
