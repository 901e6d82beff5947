import { errorInWords, verdictInWords } from '../../../findings/copy/diagnosis.ts';
import type { Told } from '../../../findings/format/told.ts';
import { times } from '../../../format.ts';
import styles from '../findings.module.css';

/** What the sender of a link says of the result. A link can say anything: none of it was measured here. */
export function AsTold({ told }: { told: Told }) {
  return (
    <section className={styles.part} aria-label="As told by the sender">
      <h3>As told by the sender, not measured here</h3>
      <p className={styles.answer} data-differs={told.status === 'pass' ? undefined : true}>
        {verdictInWords(told)}
      </p>
      {told.worst.length > 0 && (
        <table className={`${styles.facts} ${styles.stages}`} aria-label="Worst stages, as told">
          <thead>
            <tr>
              {['stage', 'relative error', 'times its noise floor', 'said to be'].map((name) => (
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
                <td>{bad ? 'wrong' : 'right'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
