import { rate } from '../../format.ts';
import type { Rate } from '../../findings/bench/series.ts';
import styles from '../findings/findings.module.css';

interface Props {
  value: number;
  /** Where the axis ends. */
  most: number;
  set: Rate['set'];
}

/** Tokens per second, in figures and as a bar from 0. */
export function RateBar({ value, most, set }: Props) {
  const share = Number.isFinite(value) ? value / most : 0;
  return (
    <>
      {rate(value)}
      <span className={styles.bar} style={{ width: `${(100 * share).toFixed(1)}%` }} data-set={set} aria-hidden />
    </>
  );
}
