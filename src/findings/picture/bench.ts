import { count, percent, rate } from '../../format.ts';
import { ratesOf, type Rate, type Work } from '../bench/series.ts';
import type { BenchFinding } from '../format/finding.ts';
import { drawBars, type Bars } from '../../charts/bar_chart.ts';
import type { Box, Sheet } from './sheet.ts';
import { drawTable } from '../../charts/table.ts';

const captions: Record<Work, string> = {
  decode: 'Decoding: tokens per second after a context of so many tokens.',
  prefill: 'Reading a prompt of so many tokens: tokens per second.',
};

/** Decoding and reading, one above the other: a bar a program, in groups of one length. */
export function drawBench(sheet: Sheet, { bench }: BenchFinding, box: Box): void {
  const [decode, prefill] = [ratesOf(bench, 'decode'), ratesOf(bench, 'prefill')];
  const y = box.y - 14;
  const whole = box.y + box.height - y;
  const upper = (whole * decode.length) / (decode.length + prefill.length);
  chart(sheet, captions.decode, barsOf(sheet, decode), { ...box, y, height: upper });
  chart(sheet, captions.prefill, barsOf(sheet, prefill), { ...box, y: y + upper, height: whole - upper });
}

/** What a token costs, row for row as far as there is room; answers the last baseline. */
export function drawCosts(sheet: Sheet, { bench }: BenchFinding, box: Box): number {
  const columns = [
    { title: 'decoding at', width: 0 },
    { title: 'ms/token', width: 70 },
    { title: 'of copy', width: 64 },
  ];
  const rows = bench.report.decode.slice(0, Math.floor(box.height / 29)).map((row) => ({
    cells: [`${row.program} ${count(row.context)}`, rate(row.msPerToken), percent(row.bandwidthShare)],
    bad: false,
  }));
  return drawTable(sheet, columns, rows, box);
}

function barsOf({ colours }: Sheet, groups: Rate[][]): Bars {
  const inks = { reference: colours.reference, fused: colours.fused, mixed: colours.muted };
  return groups.map((rates) => ({
    title: count(rates[0]!.length),
    bars: rates.map(({ program, set, tokensPerSecond }) => ({
      name: program,
      value: tokensPerSecond,
      said: rate(tokensPerSecond),
      colour: inks[set],
    })),
  }));
}

function chart({ pen, colours }: Sheet, caption: string, bars: Bars, box: Box): void {
  const { x, y, width, height } = box;
  pen.line(caption, x, y + 12, width, { size: 14, colour: colours.muted });
  drawBars(pen, bars, { x, y: y + 24, width, height: height - 34 }, colours);
}
