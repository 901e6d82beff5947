import { count, percent, rate } from '../../../format.ts';
import type { RecordedBench } from '../../../findings/format/bench.ts';
import { ratesOf, type Work } from '../../../findings/bench/series.ts';
import { RateBar } from '../../charts/bar.tsx';
import styles from '../findings.module.css';

const captions: Record<Work, string> = {
  decode: 'Decoding, tokens per second',
  prefill: 'Reading a prompt, tokens per second',
};

/** Every rate of a benchmark as a table whose figures have bars, on one axis a table. */
export function BenchBars({ bench }: { bench: RecordedBench }) {
  const { copyBytesPerSecond, decode } = bench.report;
  return (
    <>
      {(['decode', 'prefill'] as const).map((work) => {
        const rates = ratesOf(bench, work).flat();
        const most = Math.max(...rates.map(({ tokensPerSecond }) => tokensPerSecond).filter(Number.isFinite));
        return (
          <table key={work} className={`${styles.facts} ${styles.stages}`}>
            <caption>{captions[work]}</caption>
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
              {rates.map(({ program, set, length, tokensPerSecond }) => (
                <tr key={`${program} ${length}`}>
                  <th scope="row">
                    {program} at {count(length)}
                  </th>
                  <td>
                    <RateBar value={tokensPerSecond} most={most} set={set} />
                  </td>
                </tr>
              ))}
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
