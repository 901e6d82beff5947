import { drawMarks } from '../../charts/canvas/draw_marks.ts';
import { Pen, type Canvas2d } from '../../charts/canvas/pen.ts';
import { fittedSize } from '../../charts/marks.ts';
import { palettes } from '../../charts/palette.ts';
import { tableMarks } from '../../charts/table.ts';
import { putText } from '../container/carry.ts';
import { writeBoard, type BoardRow } from '../format/board.ts';
import { drawLogo } from '../picture/sheet.ts';
import { joined } from '../../strings/localized.ts';
import { t } from '../../strings/board/t.ts';
import { boardHeadline, columnNames, columns, columnTitle, type ColumnName } from './columns.ts';

type Theme = keyof typeof palettes;

/** In pixels; the adapter takes what the others leave it. */
const widths: Record<ColumnName, number> = {
  adapter: 0,
  browser: 112,
  model: 174,
  context: 66,
  fused: 72,
  reference: 84,
  speedUp: 78,
  bandwidth: 74,
  kernels: 124,
  worst: 172,
  agreement: 92,
};
const width = 1360;
const margin = 44;
const tableTop = 150;
/** More would be too small to be read; all are carried. */
const maxDrawn = 60;

const heightOf = (rows: readonly BoardRow[]) => tableTop + 29 * Math.min(rows.length, maxDrawn) + 74;

/** The picture of a board as a PNG that carries it, drawn from `rows` alone and in their order. */
export async function boardPicture(rows: readonly BoardRow[], theme: Theme): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, heightOf(rows));
  drawBoard(canvas.getContext('2d')!, rows, theme);
  const drawn = await canvas.convertToBlob({ type: 'image/png' });
  const png = await putText(new Uint8Array(await drawn.arrayBuffer()), 'board', writeBoard(rows));
  return new Blob([png], { type: 'image/png' });
}

function drawBoard(context: Canvas2d, rows: readonly BoardRow[], theme: Theme): void {
  const height = heightOf(rows);
  const pen = new Pen(context, palettes[theme]);
  context.fillStyle = pen.colour('page');
  context.fillRect(0, 0, width, height);
  context.fillStyle = pen.colour('reference');
  context.fillRect(0, 0, 12, height);
  drawLogo(pen, margin - 6, 28, 30);
  pen.line('Plumbline', margin + 30, 51, 200, { size: 21, ink: 'text', weight: 700 });
  const room = width - 2 * margin;
  const headline = boardHeadline(rows);
  const look = { size: 30, ink: 'text', weight: 700 } as const;
  const size = Math.max(18, fittedSize(headline, room, look, pen.measure));
  pen.line(headline, margin, 104, room, { ...look, size });
  const table = tableMarks(
    columnNames.map((name) => ({ title: columnTitle(name), width: widths[name] })),
    rows.slice(0, maxDrawn).map((row) => ({
      cells: columnNames.map((name) => columns[name].text(row) || '–'),
      bad: row.diagnosis !== null && row.diagnosis.status !== 'pass',
    })),
    { x: margin, y: tableTop, width: room },
    pen.measure,
  );
  drawMarks(pen, table.marks);
  const more = rows.length > maxDrawn ? [t('more', { count: rows.length - maxDrawn })] : [];
  const foot = joined(...more, t('foot'));
  pen.line(foot, margin, height - 28, room, { size: 14, ink: 'muted' });
}
