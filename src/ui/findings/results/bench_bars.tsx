import { barShare } from '../../../charts/bar_chart.ts';
import { rateChart } from '../../../findings/bench/rate_chart.ts';
import type { RecordedBench } from '../../../findings/format/bench.ts';
import { bytesPerSecond, percent } from '../../../format.ts';
import { Bar } from '../../charts/bar.tsx';
import styles from '../findings.module.css';
import { t } from '../../../strings/sharing/t.ts';
import { t as finding } from '../../../strings/finding/t.ts';

/** Every rate of a benchmark: a table for decoding and one for reading, each with bars on one axis. */
export function BenchBars({ bench }: { bench: RecordedBench }) {
  const { copyBytesPerSecond, decode } = bench.report;
  return (
    <>
      {(['decode', 'prefill'] as const).map((work) => {
        const { groups, max } = rateChart(bench, work);
        return (
          <table key={work} className={`${styles.facts} ${styles.stages}`}>
            <caption>{finding(`${work}Table`)}</caption>
            <thead data-unseen>
              <tr>
                {[t('programAndLength'), t('tokensPerSecond')].map((column) => (
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
                    <th scope="row">{t('programAt', { program: name, length: title })}</th>
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
        {t('bandwidth', {
          share: percent(Math.max(...decode.map((row) => row.bandwidthShare))),
          rate: bytesPerSecond(copyBytesPerSecond),
        })}
      </p>
    </>
  );
}
