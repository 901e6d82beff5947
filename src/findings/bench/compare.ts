import type { RecordedBench } from '../format/bench.ts';
import { ratesOf, type Rate, type Work } from './series.ts';

export interface ComparedRate extends Omit<Rate, 'tokensPerSecond'> {
  work: Work;
  /** Tokens per second. */
  recorded: number;
  here: number;
}

/** The rows that two benchmarks have in common: of the same programs at the same lengths. */
export function compareBenches(recorded: RecordedBench, here: RecordedBench): ComparedRate[] {
  return (['decode', 'prefill'] as const).flatMap((work) => {
    const others = ratesOf(here, work).flat();
    return ratesOf(recorded, work)
      .flat()
      .flatMap(({ tokensPerSecond, ...row }) => {
        const other = others.find(({ runs, length }) => runs === row.runs && length === row.length);
        return other ? [{ ...row, work, recorded: tokensPerSecond, here: other.tokensPerSecond }] : [];
      });
  });
}
