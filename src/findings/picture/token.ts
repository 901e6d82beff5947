import { short } from '../../format.ts';
import type { TokenFigures } from '../../worker/api.ts';
import type { LiveFinding } from '../format/finding.ts';
import { linesOf, type Line } from '../token/layer_chart.ts';
import { looks, type Plot } from '../token/plots.ts';
import { figuresOf } from '../format/token.ts';
import { sentence } from '../copy/token_chart.ts';
import { inWords } from '../copy/trouble.ts';
import { largestValues } from '../copy/token.ts';
import { drawLines } from '../../charts/line_chart.ts';
import type { Box, Sheet } from './sheet.ts';
import { drawFacts, drawTable } from '../../charts/table.ts';

/** What is wrong with the token or how its figures run, the chart that was on show, and another of the same stage. */
export function drawLive(sheet: Sheet, { live }: LiveFinding, box: Box): void {
  const { pen, shape, colours } = sheet;
  const { plot } = live;
  const token = figuresOf(live.token);
  const lines = linesOf(token, live.others.map(figuresOf), live.first && figuresOf(live.first));
  const said = token.trouble ? `Position ${token.position}: ${inWords(token.trouble)}` : sentence(token, plot);
  const look = { size: shape === 'landscape' ? 18 : 21, colour: colours.text };
  const after = pen.lines(said, box.x, box.y, box.width, 3, look);
  const plots = [plot, besides(plot)];
  const rest = box.y + box.height - after;
  if (shape === 'landscape') {
    const width = (box.width - 20) / 2;
    plots.forEach((plot, i) =>
      chart(sheet, plot, lines, { x: box.x + i * (width + 20), y: after, width, height: rest }),
    );
  } else {
    const height = rest / 2 - 8;
    plots.forEach((plot, i) => chart(sheet, plot, lines, { ...box, y: after + i * (height + 16), height }));
  }
}

/** Where the largest values are; answers the last baseline. */
export function drawLargest(sheet: Sheet, { live }: LiveFinding, box: Box): number {
  const token = figuresOf(live.token);
  const columns = [
    { title: 'largest values', width: 0 },
    { title: 'value', width: 68 },
    { title: 'channel', width: 62 },
  ];
  const rows = Math.max(2, Math.min(6, Math.floor((box.height - 60) / 29)));
  const { trouble } = token;
  const largest = largestValues(token).slice(0, rows);
  const cells = largest.map(({ name, layer, stage, value, channel }) => ({
    cells: [name, short(value), `${channel}`],
    bad: trouble !== null && layer === trouble.layer && stage === trouble.stage,
  }));
  const at = drawTable(sheet, columns, cells, box);
  const facts: [string, string][] = [
    ['beyond f16', total(token, 'beyondF16')],
    ['not finite', total(token, 'nonFinite')],
  ];
  return drawFacts(sheet, facts, { ...box, y: at + 37 });
}

/** What is worth seeing beside a plot. */
function besides(plot: Plot): Plot {
  if (plot.of === 'attention') {
    return { of: 'attention', figure: plot.figure === 'firstShare' ? 'entropy' : 'firstShare' };
  }
  return { ...plot, figure: plot.figure === 'absmax' ? 'rms' : 'absmax' };
}

function total({ rows }: TokenFigures, figure: 'beyondF16' | 'nonFinite'): string {
  const known = rows[figure].filter((count) => !Number.isNaN(count));
  return short(known.reduce((sum, count) => sum + count, 0));
}

function chart({ pen, colours }: Sheet, plot: Plot, lines: readonly Line[], box: Box): void {
  const what = plot.of === 'row' ? `${looks[plot.figure].label} of ${plot.stage}` : looks[plot.figure].label;
  pen.line(`${what}, layer by layer`, box.x, box.y + 10, box.width, { size: 14, colour: colours.muted });
  drawLines(pen, plot, lines, { ...box, y: box.y + 20, height: box.height - 20 }, colours);
}
