import { useMemo } from 'react';
import { barShare } from '../../../charts/bar_chart.ts';
import { compareBenches, type ComparedRate } from '../../../findings/bench/compare.ts';
import { setInks } from '../../../findings/bench/rate_chart.ts';
import { rateName } from '../../../findings/copy/bench.ts';
import type { RecordedBench } from '../../../findings/format/bench.ts';
import { count, rate, times } from '../../../format.ts';
import { Bar } from '../../charts/bar.tsx';
import styles from '../findings.module.css';
import { t } from '../../../strings/sharing/t.ts';
import { t as finding } from '../../../strings/finding/t.ts';

interface Props {
  benches: [RecordedBench, RecordedBench];
  /** What the two sides are called. */
  sides: [string, string];
}

/** Two benchmarks row by row. Both sides of a table share an axis; the last column is the second side's multiple of the first. */
export function BenchComparison({ benches: [first, second], sides }: Props) {
  const rates = useMemo(() => compareBenches(first, second), [first, second]);
  if (rates.length === 0) return <p>{t('noCommonRow')}</p>;
  return (['decode', 'prefill'] as const).map((work) => (
    <Table
      key={work}
      caption={finding(`${work}Table`)}
      rates={rates.filter((one) => one.work === work)}
      sides={sides}
    />
  ));
}

function Table({ caption, rates, sides }: { caption: string; rates: ComparedRate[]; sides: [string, string] }) {
  const max = Math.max(...rates.flatMap(({ recorded, here }) => [recorded, here]).filter(Number.isFinite));
  return (
    <table className={`${styles.facts} ${styles.stages}`}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('program')}</th>
          {sides.map((side) => (
            <th key={side} scope="col">
              {side}
            </th>
          ))}
          <th scope="col">{t('ratio')}</th>
        </tr>
      </thead>
      <tbody>
        {rates.map(({ program, set, length, recorded, here }) => (
          <tr key={`${program} ${length}`}>
            <th scope="row">{t('programAt', { program: rateName({ program, set }), length: count(length) })}</th>
            {[recorded, here].map((value, side) => (
              <td key={sides[side]}>
                <Bar label={rate(value)} share={barShare(value, max)} ink={setInks[set]} />
              </td>
            ))}
            <td>{times(here / recorded)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
