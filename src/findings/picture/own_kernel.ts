import { drawMarks } from '../../charts/canvas/draw_marks.ts';
import { heatMapMarks } from '../../charts/heat_map.ts';
import type { Box, TextLook } from '../../charts/marks.ts';
import { factMarks, tableMarks } from '../../charts/table.ts';
import { short } from '../../format.ts';
import { joined } from '../../strings/localized.ts';
import { t } from '../../strings/own_kernel/t.ts';
import { batchInWords, errorInWords } from '../copy/diagnosis.ts';
import { messageInWords, microseconds, ownKernelDetails, placeInWords, worstFirst } from '../copy/own_kernel.ts';
import { replayMap } from '../diagnosis/stage_map.ts';
import type { KernelFinding } from '../format/finding.ts';
import { byShape } from '../own_kernel/by_shape.ts';
import type { Sheet } from './sheet.ts';

const rowHeight = 29;

/** What the verdict follows from; the trials alone and the map of the replay, beside each other or one above the other. */
export function drawKernel(sheet: Sheet, { kernel }: KernelFinding, box: Box): void {
  const { pen, shape } = sheet;
  const wide = shape === 'landscape';
  if (!kernel.compiled) return drawMessages(sheet, kernel, box);
  const look: TextLook = { size: wide ? 18 : 21, ink: 'text' };
  const rows = wide ? 3 : 5;
  const story = pen.sentences(joined(...ownKernelDetails(kernel)), box.width, rows, look);
  const top = pen.lines(story, box.x, box.y, box.width, rows, look) + 6;
  const height = box.y + box.height - top;
  if (kernel.alone.length === 0) return drawMap(sheet, kernel, { ...box, y: top, height });
  if (wide) {
    const first = Math.round(box.width * 0.64);
    drawTrials(sheet, kernel, { ...box, y: top, width: first, height });
    drawMap(sheet, kernel, { x: box.x + first + 28, y: top, width: box.width - first - 28, height });
  } else {
    const first = Math.min(height * 0.55, rowHeight * (kernel.alone.length + 2));
    drawTrials(sheet, kernel, { ...box, y: top, height: first });
    drawMap(sheet, kernel, { ...box, y: top + first + 12, height: height - first - 12 });
  }
}

/**
 * Every shape of batch: how many stages are wrong, and the time in a layer.
 *
 * @returns the last baseline
 */
export function drawShapes({ pen }: Sheet, { kernel }: KernelFinding, box: Box): number {
  const all = byShape(kernel);
  if (all.length === 0) {
    const said = (type: 'error' | 'warning') => `${kernel.messages.filter((message) => message.type === type).length}`;
    const facts = factMarks(
      [
        [t('errors'), said('error')],
        [t('warnings'), said('warning')],
      ],
      box,
    );
    drawMarks(pen, facts.marks);
    return facts.last;
  }
  const columns = [
    { title: t('batch'), width: 0, words: true as const },
    { title: t('wrongColumn'), width: 46 },
    { title: t('ownColumn'), width: 56 },
    { title: t('onFileColumn'), width: 58 },
  ];
  const rows = all.map(({ shape, wrong, time }) => ({
    cells: [
      batchInWords(shape),
      `${wrong}`,
      time ? microseconds(time.own) : '–',
      time ? microseconds(time.onFile) : '–',
    ],
    bad: wrong > 0,
  }));
  const { marks, last } = tableMarks(columns, rows, box, pen.measure);
  drawMarks(pen, marks);
  return last;
}

/** The worst first, as many as fit; with their seeds where there is room. */
function drawTrials({ pen, shape }: Sheet, { alone }: KernelFinding['kernel'], { x, y, width, height }: Box): void {
  const columns = [
    { title: t('alone'), width: 0, words: true as const },
    ...(shape === 'tall' ? [{ title: t('seedTerm'), width: 84 }] : []),
    { title: t('error'), width: 74 },
    { title: t('bound'), width: 72 },
  ];
  const rows = worstFirst(alone)
    .slice(0, Math.floor((height - 14) / rowHeight))
    .map(({ inputs, seed, error, bound, bad }) => ({
      cells: [inputs, ...(shape === 'tall' ? [`${seed}`] : []), errorInWords(error), short(bound)],
      bad,
    }));
  drawMarks(pen, tableMarks(columns, rows, { x, y: y + 12, width }, pen.measure).marks);
}

function drawMap({ pen }: Sheet, { replay, model }: KernelFinding['kernel'], { x, y, width, height }: Box): void {
  const map = replayMap({ replay, model });
  if (map.rows.length === 0 && map.outside.length === 0) return;
  pen.line(t('mapCaption'), x, y + 12, width, { size: 14, ink: 'muted' });
  drawMarks(pen, heatMapMarks(map, { x, y: y + 28, width, height: height - 28 }, pen.measure));
}

/** What the compiler says, errors first, as much as fits. */
function drawMessages({ pen }: Sheet, { messages }: KernelFinding['kernel'], { x, y, width, height }: Box): void {
  const errorsFirst = messages.toSorted((a, b) => Number(b.type === 'error') - Number(a.type === 'error'));
  let at = y;
  for (const message of errorsFirst) {
    if (at + 70 > y + height) return;
    pen.line(placeInWords(message), x, at, width, { size: 14, ink: 'muted' });
    at = pen.lines(messageInWords(message), x, at + 22, width, 2, { size: 16, ink: 'text', family: 'mono' }) + 14;
  }
}
