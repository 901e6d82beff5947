import type { Diagnosis } from '../../../worker/api.ts';
import styles from './diagnose.module.css';

/** The programs that a bisection tried, in order, and its result. */
export function Trail({ bisection }: { bisection: NonNullable<Diagnosis['bisection']> }) {
  const { steps, trail } = bisection;
  return (
    <>
      <table className={styles.details} aria-label="Bisection">
        <caption>
          {steps === null
            ? 'Bisection: no fused step makes a difference'
            : `Bisection: it takes ${steps.join(' and ')} fused, and no other step`}
        </caption>
        <thead>
          <tr>
            <th scope="col">fused</th>
            <th scope="col">first drift</th>
            <th scope="col">first token</th>
            <th scope="col">largest KL</th>
          </tr>
        </thead>
        <tbody>
          {trail.map(({ steps, bad, firstStage, firstToken, maxKl }) => (
            <tr key={steps.join()} data-bad={bad || undefined}>
              <th scope="row">{steps.length > 4 ? `${steps.length} steps` : steps.join(', ')}</th>
              <td>{firstStage ?? 'none'}</td>
              <td>{firstToken ?? 'none'}</td>
              <td>{Number.isFinite(maxKl) ? maxKl.toExponential(1) : '∞'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
