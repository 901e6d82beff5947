/** Two benchmarks side by side. Times differ between machines: how much is told, and nothing is called right or wrong. */
import { count, rate, times } from '../../format.ts';
import type { RecordedBench } from '../format/bench.ts';
import { leaders, ratesOf, type Rate, type Work } from './series.ts';

export interface ComparedRate extends Omit<Rate, 'tokensPerSecond'> {
  work: Work;
  /** Tokens per second. */
  recorded: number;
  here: number;
}

/** The rows that both have: of the same programs at the same lengths. */
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

/** The same run on `adapter`, in a sentence or two. */
export function benchAnswer(recorded: RecordedBench, here: RecordedBench, adapter: string): string {
  const was = leaders(recorded);
  const is = ratesOf(here, 'decode')[0]!;
  const first = is.find(({ runs }) => runs === was.first.runs)!;
  const said = `On ${adapter}, ${first.program} decodes ${rate(first.tokensPerSecond)} tokens/s at ${count(first.length)}: ${times(first.tokensPerSecond / was.first.tokensPerSecond)} times what was recorded.`;
  const other = was.other && is.find(({ runs }) => runs === was.other!.runs);
  if (!other || !was.other) return said;
  const [now, then] = [
    first.tokensPerSecond / other.tokensPerSecond,
    was.first.tokensPerSecond / was.other.tokensPerSecond,
  ];
  const name = other.set === 'reference' ? 'the reference' : other.program;
  return `${said} It is ${times(now)} times as fast as ${name} here, and was ${times(then)} times there.`;
}
