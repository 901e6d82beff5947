import { barChartMarks } from '../../charts/bar_chart.ts';
import { drawMarks } from '../../charts/canvas/draw_marks.ts';
import type { Box } from '../../charts/marks.ts';
import { tableMarks } from '../../charts/table.ts';
import { count, percent, rate } from '../../format.ts';
import { rateChart } from '../bench/rate_chart.ts';
import type { Work } from '../bench/series.ts';
import type { BenchFinding } from '../format/finding.ts';
import type { Sheet } from './sheet.ts';
import { t } from '../../strings/finding/t.ts';
import { rateName } from '../copy/bench.ts';

/** Decoding above, reading prompts below: a bar a program, in groups of one length. */
export function drawBench(sheet: Sheet, finding: BenchFinding, box: Box): void {
  const { contexts, prefills } = finding.bench.request;
  const y = box.y - 14;
  const whole = box.y + box.height - y;
  const upper = (whole * contexts.length) / (contexts.length + prefills.length);
  drawRates(sheet, finding, 'decode', { ...box, y, height: upper });
  drawRates(sheet, finding, 'prefill', { ...box, y: y + upper, height: whole - upper });
}

/**
 * What a token costs, as many rows as fit.
 *
 * @returns the last baseline
 */
export function drawCosts({ pen }: Sheet, { bench }: BenchFinding, box: Box): number {
  const columns = [
    { title: t('decodingAt'), width: 0 },
    { title: t('msPerToken'), width: 70 },
    { title: t('ofCopy'), width: 64 },
  ];
  const rows = bench.report.decode.slice(0, Math.floor(box.height / 29)).map((row) => ({
    cells: [
      `${rateName({ program: row.program, set: row.program })} ${count(row.context)}`,
      rate(row.msPerToken),
      percent(row.bandwidthShare),
    ],
    bad: false,
  }));
  const { marks, last } = tableMarks(columns, rows, box, pen.measure);
  drawMarks(pen, marks);
  return last;
}

function drawRates({ pen }: Sheet, { bench }: BenchFinding, work: Work, { x, y, width, height }: Box): void {
  pen.line(t(`${work}Picture`), x, y + 12, width, { size: 14, ink: 'muted' });
  drawMarks(pen, barChartMarks(rateChart(bench, work), { x, y: y + 24, width, height: height - 34 }));
}
