import { barShare } from '../../../charts/bar_chart.ts';
import { rateChart } from '../../../findings/bench/rate_chart.ts';
import { rateCaptions } from '../../../findings/copy/bench.ts';
import type { RecordedBench } from '../../../findings/format/bench.ts';
import { percent, rate } from '../../../format.ts';
import { Bar } from '../../charts/bar.tsx';
import styles from '../findings.module.css';

/** Every rate of a benchmark: a table for decoding and one for reading, each with bars on one axis. */
export function BenchBars({ bench }: { bench: RecordedBench }) {
  const { copyBytesPerSecond, decode } = bench.report;
  return (
    <>
      {(['decode', 'prefill'] as const).map((work) => {
        const { groups, max } = rateChart(bench, work);
        return (
          <table key={work} className={`${styles.facts} ${styles.stages}`}>
            <caption>{rateCaptions[work].table}</caption>
            <thead data-unseen>
              <tr>
                {['program and length', 'tokens per second'].map((column) => (
                  <th key={column} scope="col">
                    <span className="visually-hidden">{column}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {groups.map(({ title, bars }) =>
                bars.map(({ name, value, label, ink }) => (
                  <tr key={`${name} ${title}`}>
                    <th scope="row">
                      {name} at {title}
                    </th>
                    <td>
                      <Bar label={label} share={barShare(value, max)} ink={ink} />
                    </td>
                  </tr>
                )),
              )}
            </tbody>
          </table>
        );
      })}
      <p className={styles.note}>
        Bytes that a token has to read moved at up to {percent(Math.max(...decode.map((row) => row.bandwidthShare)))} of
        the pace of copying ({rate(copyBytesPerSecond / 1e9)} GB/s).
      </p>
    </>
  );
}
