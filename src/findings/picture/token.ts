import { drawMarks } from '../../charts/canvas/draw_marks.ts';
import { lineChartMarks, type LineChartStyle } from '../../charts/line_chart.ts';
import type { Box } from '../../charts/marks.ts';
import { factMarks, tableMarks } from '../../charts/table.ts';
import { short } from '../../format.ts';
import type { TokenFigures } from '../../worker/api.ts';
import { figureName, plotName } from '../copy/figures.ts';
import { entropyInWords, probability, visible } from '../copy/odds.ts';
import { chartSentence } from '../copy/token_chart.ts';
import { troubleInWords } from '../copy/trouble.ts';
import type { TokenFinding } from '../format/finding.ts';
import type { RecordedOdds } from '../format/odds.ts';
import { figuresOf, type RecordedToken } from '../format/token.ts';
import { largestValues } from '../token/largest_values.ts';
import { chartedTokens, layerChart, type ChartedToken } from '../token/layer_chart.ts';
import type { Plot } from '../token/plots.ts';
import type { Sheet } from './sheet.ts';
import { t } from '../../strings/finding/t.ts';
import { drawTinted } from './tinted.ts';
import { t as inspect } from '../../strings/inspect/t.ts';

/**
 * What is wrong with the token or the range of its figures, the chart that was on show, and beside it the answer that the token is part of, or
 * another chart of the same stage.
 */
export function drawToken(sheet: Sheet, { live }: TokenFinding, box: Box): void {
  const { pen, shape } = sheet;
  const { plot, odds } = live;
  const token = figuresOf(live.token);
  const tokens = chartedTokens(token, live.others.map(figuresOf), live.first && figuresOf(live.first));
  const { trouble, position } = token;
  const text = trouble
    ? t('atPosition', { position, text: troubleInWords(trouble) })
    : odds
      ? t('entropyAt', { position, entropy: entropyInWords(odds) })
      : chartSentence(token, plot);
  const size = shape === 'landscape' ? 18 : 21;
  const after = pen.lines(text, box.x, box.y, box.width, 3, { size, ink: 'text' });
  const rest = box.y + box.height - after;
  const [width, height] = shape === 'landscape' ? [(box.width - 20) / 2, rest] : [box.width, rest / 2 - 8];
  const first = { x: box.x, y: after, width, height };
  const second = shape === 'landscape' ? { ...first, x: box.x + width + 20 } : { ...first, y: after + height + 16 };
  if (odds?.answer) {
    drawTinted(sheet, odds.answer, first);
    drawPlot(sheet, plot, tokens, second);
  } else {
    drawPlot(sheet, plot, tokens, first);
    drawPlot(sheet, secondPlot(plot), tokens, second);
  }
}

/**
 * The likeliest tokens, or where the largest values are.
 *
 * @returns the last baseline
 */
export function drawFigures(sheet: Sheet, { live }: TokenFinding, box: Box): number {
  return live.odds && live.odds.likeliest.length > 0
    ? drawLikeliest(sheet, live.odds, box)
    : drawLargest(sheet, live, box);
}

function drawLikeliest({ pen }: Sheet, { likeliest, name: own }: RecordedOdds, box: Box): number {
  const columns = [
    { title: inspect('likeliest'), width: 0 },
    { title: inspect('before'), width: 68 },
    { title: inspect('after'), width: 68 },
  ];
  const rows = likeliest.slice(0, Math.max(2, Math.floor((box.height - 8) / 29))).map(({ name, before, after }) => ({
    cells: [visible(name), probability(before), after === 0 ? inspect('cut') : probability(after)],
    bad: name === own,
  }));
  const table = tableMarks(columns, rows, box, pen.measure);
  drawMarks(pen, table.marks);
  return table.last;
}

function drawLargest({ pen }: Sheet, live: RecordedToken, box: Box): number {
  const token = figuresOf(live.token);
  const columns = [
    { title: t('largestValues'), width: 0 },
    { title: t('value'), width: 68 },
    { title: t('channel'), width: 62 },
  ];
  const count = Math.max(2, Math.min(6, Math.floor((box.height - 60) / 29)));
  const { trouble } = token;
  const rows = largestValues(token)
    .slice(0, count)
    .map(({ name, layer, stage, value, channel }) => ({
      cells: [name, short(value), `${channel}`],
      bad: trouble !== null && layer === trouble.layer && stage === trouble.stage,
    }));
  const table = tableMarks(columns, rows, box, pen.measure);
  const facts: [string, string][] = [
    [figureName('beyondF16'), total(token, 'beyondF16')],
    [figureName('nonFinite'), total(token, 'nonFinite')],
  ];
  const below = factMarks(facts, { ...box, y: table.last + 37 });
  drawMarks(pen, [...table.marks, ...below.marks]);
  return below.last;
}

/** What is worth seeing beside a plot. */
function secondPlot(plot: Plot): Plot {
  if (plot.of === 'attention') {
    return { of: 'attention', figure: plot.figure === 'firstShare' ? 'entropy' : 'firstShare' };
  }
  return { ...plot, figure: plot.figure === 'absmax' ? 'rms' : 'absmax' };
}

function total({ rows }: TokenFigures, figure: 'beyondF16' | 'nonFinite'): string {
  const known = rows[figure].filter((count) => !Number.isNaN(count));
  return short(known.reduce((sum, count) => sum + count, 0));
}

/** Larger than on the page: a picture is seen at half its size and less. */
const style: Omit<LineChartStyle, 'legend'> = {
  margin: { left: 58, right: 14, top: 8, bottom: 44 },
  tick: { size: 13, gap: 8, drop: 4.5 },
  endsDrop: 19,
  stroke: 2,
  dash: 1.5,
  marker: 1.35,
};

function drawPlot({ pen }: Sheet, plot: Plot, tokens: readonly ChartedToken[], box: Box): void {
  pen.line(t('byLayer', { figure: plotName(plot) }), box.x, box.y + 10, box.width, { size: 14, ink: 'muted' });
  const place = { ...box, y: box.y + 20, height: box.height - 20 };
  drawMarks(pen, lineChartMarks(layerChart(plot, tokens), place, { ...style, legend: { below: pen.measure } }));
}
