/** The rates of a benchmark as bars: one description for the page and for the picture. */
import { barChart, type BarChart } from '../../charts/bar_chart.ts';
import type { ColourName } from '../../charts/palette.ts';
import { count, rate } from '../../format.ts';
import type { RecordedBench } from '../format/bench.ts';
import { ratesOf, type Rate, type Work } from './series.ts';
import { rateName } from '../copy/bench.ts';

export const setInks: Record<Rate['set'], ColourName> = { reference: 'reference', fused: 'fused', mixed: 'muted' };

/** A group a length, a bar a program. */
export function rateChart(bench: RecordedBench, work: Work): BarChart {
  const groups = ratesOf(bench, work).map((rates) => ({
    title: count(rates[0]!.length),
    bars: rates.map(({ program, set, tokensPerSecond }) => ({
      name: rateName({ program, set }),
      value: tokensPerSecond,
      label: rate(tokensPerSecond),
      ink: setInks[set],
    })),
  }));
  return barChart(groups);
}
