import type { DriftedStage, ReplayedStage } from '../../../../worker/api.ts';
import { short } from '../../../../format.ts';
import styles from './close_look.module.css';
import { SizeChart } from './size_chart.tsx';

/** The values of a stage: their sizes beside the reference's, and those with the largest errors. */
export function CloseLook({ name, stage: { evidence } }: { name: string; stage: ReplayedStage | DriftedStage }) {
  return (
    <section className={styles.look} aria-label={`Values, ${name}`}>
      <SizeChart name={`Sizes by powers of 2, ${name}`} sizes={evidence.sizes} />
      {evidence.worst.length > 0 && (
        <table aria-label={`Furthest off, ${name}`}>
          <thead>
            <tr>
              <th scope="col">token</th>
              <th scope="col">channel</th>
              <th scope="col">value</th>
              <th scope="col">of the reference</th>
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
