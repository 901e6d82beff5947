import type { Diagnosis } from '../../../worker/api.ts';
import { TopLogitsTable } from './top_logits_table.tsx';
import styles from './diagnose.module.css';

const short = (value: number) => (Number.isFinite(value) ? value.toExponential(1) : '∞');
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** How much the next tokens' probabilities change, beside how much rounding alone changes them. */
export function Logits({ diagnosis: { logits, logitsFloor, topLogits } }: { diagnosis: Diagnosis }) {
  const rows = [
    ['KL, mean', short(logits.mean), short(logitsFloor.mean)],
    ['KL, 99.9 %', short(logits.p999), short(logitsFloor.p999)],
    ['KL, largest', short(logits.max), short(logitsFloor.max)],
    ['same likeliest token', percent(logits.sameTop), percent(logitsFloor.sameTop)],
  ];
  const { firstDifferent } = logits;
  return (
    <>
      <table className={styles.details} aria-label="Logits">
        <caption>Logits, in lockstep</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">figure</span>
            </th>
            <th scope="col">program</th>
            <th scope="col">rounding alone</th>
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
      {firstDifferent && (
        <p className={styles.different}>
          After token {firstDifferent.row} the reference goes on with id {firstDifferent.reference.id} (
          {percent(firstDifferent.reference.byReference)} by itself, {percent(firstDifferent.reference.byOther)} by the
          program), the program with id {firstDifferent.other.id} ({percent(firstDifferent.other.byReference)} and{' '}
          {percent(firstDifferent.other.byOther)}).
        </p>
      )}
      <TopLogitsTable rows={topLogits} />
    </>
  );
}
