import type { Finding } from '../finding.ts';
import { lockstepMap, replayMap, type StageMap } from '../stage_map.ts';
import { setUp } from '../words.ts';
import { codeOf, drawCode, type Code } from './code.ts';
import { drawMap, type Box } from './map_chart.ts';
import { palettes, type Palette } from './palette.ts';
import { drawHeadline, drawMark, drawStory, drawWorst } from './parts.ts';
import { Pen, type Canvas2d } from './pen.ts';

export interface PictureLook {
  shape: 'landscape' | 'tall';
  theme: 'light' | 'dark';
}

/** In pixels. */
export const sizes = { landscape: { width: 1200, height: 630 }, tall: { width: 1080, height: 1350 } };

const margin = 44;

/** Everything a drawing needs: where, what, and in which colours. */
interface Sheet {
  pen: Pen;
  finding: Finding;
  colours: Palette;
  code: Code | null;
}

/** Draws `finding` on a canvas of {@link sizes}; its code leads to `link`. */
export function drawPicture(context: Canvas2d, finding: Finding, { shape, theme }: PictureLook, link: string): void {
  const { width, height } = sizes[shape];
  const colours = palettes[theme];
  context.fillStyle = colours.page;
  context.fillRect(0, 0, width, height);
  context.fillStyle = finding.diagnosis.verdict.status === 'pass' ? colours.reference : colours.fused;
  context.fillRect(0, 0, 12, height);
  const sheet = { pen: new Pen(context), finding, colours, code: codeOf(link, 340) };
  if (shape === 'landscape') landscape(sheet);
  else tall(sheet);
}

function landscape(sheet: Sheet): void {
  const { pen, finding, colours, code } = sheet;
  const { width, height } = sizes.landscape;
  const right = Math.max(264, code?.size ?? 0);
  const column = width - margin - right;
  const left = { x: margin, width: column - 36 - margin };
  brand(sheet, left.x, 28);
  drawHeadline(pen, finding, left.x, 114, left.width, 44, colours);
  const look = { size: 18, colour: colours.text };
  const after = drawStory(pen, finding, ['what', 'like'], { ...left, y: 150 }, 4, look);
  const foot = height - 112;
  // There is no room to say that embed and logits are right.
  const map = replayMap(finding.diagnosis);
  const told = { ...map, outside: map.outside.filter(({ cell }) => cell.bad) };
  chart(sheet, replay, told, { ...left, y: after + 4, height: foot - after - 12 });
  smallPrint(sheet, { ...left, y: foot + 16 }, 13, 2);
  const codeTop = height - margin - (code?.size ?? 0);
  const rows = Math.max(2, Math.min(6, Math.floor((codeTop - 48 - 110) / 29)));
  drawWorst(pen, finding, column, 48, right, rows, colours);
  corner(sheet, width - margin, codeTop);
}

function tall(sheet: Sheet): void {
  const { pen, finding, colours, code } = sheet;
  const { width, height } = sizes.tall;
  const all = { x: margin, width: width - 2 * margin };
  brand(sheet, margin, 34);
  drawHeadline(pen, finding, margin, 138, all.width, 58, colours);
  const look = { size: 21, colour: colours.text };
  const after = drawStory(pen, finding, ['what', 'like', 'after'], { ...all, y: 186 }, 5, look);
  const codeTop = height - margin - 26 - (code?.size ?? 0);
  const foot = Math.min(codeTop, height - 424);
  const half = (foot - 22 - after) / 2;
  const { diagnosis } = finding;
  chart(sheet, replay, replayMap(diagnosis), { ...all, y: after + 4, height: half - 12 });
  chart(sheet, lockstep, lockstepMap(diagnosis), { ...all, y: after + half + 4, height: half - 12 });
  const beside = all.width - (code?.size ?? 0) - 40;
  const table = drawWorst(pen, finding, margin, foot + 14, beside, 3, colours);
  smallPrint(sheet, { x: margin, y: table + 30, width: beside }, 14, 1);
  corner(sheet, width - margin, codeTop);
}

const replay = 'Replay: errors on the reference’s own inputs, in multiples of what rounding explains; wrong is framed.';
const lockstep = 'Lockstep: what comes of it, each program on a cache of its own.';

function brand({ pen, finding, colours }: Sheet, x: number, y: number): void {
  drawMark(pen.context, x - 6, y, 30, colours);
  pen.line('Plumbline', x + 30, y + 23, 200, { size: 21, colour: colours.text, weight: 700 });
  const after = x + 30 + pen.width('Plumbline') + 16;
  pen.line(finding.diagnosis.model.name, after, y + 23, 420, { size: 19, colour: colours.muted });
}

function chart({ pen, colours }: Sheet, caption: string, map: StageMap, box: Box): void {
  const { x, y, width, height } = box;
  pen.line(caption, x, y + 12, width, { size: 14, colour: colours.muted });
  drawMap(pen, map, { x, y: y + 28, width, height: height - 28 }, colours);
}

function smallPrint(
  { pen, finding, colours }: Sheet,
  { x, y, width }: { x: number; y: number; width: number },
  size: number,
  columns: number,
): void {
  const facts = setUp(finding).map(([term, said]) => `${term}: ${said}`);
  const rows = Math.ceil(facts.length / columns);
  const look = { size, colour: colours.muted };
  facts.forEach((fact, i) => {
    const left = x + (Math.floor(i / rows) * width) / columns;
    pen.line(fact, left, y + (i % rows) * (size + 5), width / columns - 12, look);
  });
}

/** The code, its right edge at `right`, and under it what it is for. */
function corner({ pen, colours, code }: Sheet, right: number, y: number): void {
  const said = code ? 'Scan, or drop on Plumbline, to run again' : 'Drop on Plumbline to run again';
  if (code) drawCode(pen.context, code, right - code.size, y);
  pen.line(said, right, y + (code?.size ?? 0) + 20, 340, { size: 13, colour: colours.muted, align: 'right' });
}
