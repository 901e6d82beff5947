import { errorInWords, verdictInWords } from '../../../findings/copy/diagnosis.ts';
import type { ToldDiagnosis } from '../../../findings/format/told.ts';
import { times } from '../../../format.ts';
import { t } from '../../../strings/sharing/t.ts';
import styles from '../findings.module.css';

/** The verdict and the worst stages. */
export function DiagnosisAsTold({ told }: { told: ToldDiagnosis }) {
  return (
    <>
      <p className={styles.answer} data-differs={told.status === 'pass' ? undefined : true}>
        {verdictInWords(told)}
      </p>
      {told.worst.length > 0 && (
        <table className={`${styles.facts} ${styles.stages}`} aria-label={t('asToldStages')}>
          <thead>
            <tr>
              {[t('stage'), t('relativeError'), t('timesFloor'), t('saidToBe')].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {told.worst.map(({ name, error, timesFloor, bad }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{errorInWords(error)}</td>
                <td>{times(timesFloor)}</td>
                <td>{t(bad ? 'wrong' : 'right')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
