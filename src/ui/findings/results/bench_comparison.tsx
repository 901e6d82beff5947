import { useMemo } from 'react';
import { count, times } from '../../../format.ts';
import { compareBenches, type ComparedRate } from '../../../findings/bench/compare.ts';
import type { RecordedBench } from '../../../findings/format/bench.ts';
import { RateBar } from '../../charts/bar.tsx';
import styles from '../findings.module.css';

interface Props {
  benches: [RecordedBench, RecordedBench];
  /** What the two sides are called. */
  sides: [string, string];
}

const captions = { decode: 'Decoding, tokens per second', prefill: 'Reading a prompt, tokens per second' };

/** Two benchmarks row by row: both sides of a table have one axis, and the last column says how many times the first. */
export function BenchComparison({ benches: [first, second], sides }: Props) {
  const rates = useMemo(() => compareBenches(first, second), [first, second]);
  if (rates.length === 0) return <p>The two have no row in common: they ran other programs, or at other lengths.</p>;
  return (['decode', 'prefill'] as const).map((work) => (
    <Table key={work} caption={captions[work]} rates={rates.filter((one) => one.work === work)} sides={sides} />
  ));
}

function Table({ caption, rates, sides }: { caption: string; rates: ComparedRate[]; sides: [string, string] }) {
  const most = Math.max(...rates.flatMap(({ recorded, here }) => [recorded, here]).filter(Number.isFinite));
  return (
    <table className={`${styles.facts} ${styles.stages}`}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">program</th>
          {sides.map((side) => (
            <th key={side} scope="col">
              {side}
            </th>
          ))}
          <th scope="col">times</th>
        </tr>
      </thead>
      <tbody>
        {rates.map(({ program, set, length, recorded, here }) => (
          <tr key={`${program} ${length}`}>
            <th scope="row">
              {program} at {count(length)}
            </th>
            {[recorded, here].map((value, side) => (
              <td key={sides[side]}>
                <RateBar value={value} most={most} set={set} />
              </td>
            ))}
            <td>{times(here / recorded)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
