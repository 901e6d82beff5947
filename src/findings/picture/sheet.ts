/** What pictures of every kind have in common: the brand, the headline, the small print and the code. */
import type { Finding } from '../format/finding.ts';
import { headline, setUp, subjectOf } from '../copy/finding.ts';
import { drawCode, type Code } from './code.ts';
import type { Palette } from '../../charts/palette.ts';
import type { Canvas2d, Pen } from '../../charts/canvas/pen.ts';

/** Everything a drawing needs: on what, in which shape and colours. */
export interface Sheet {
  pen: Pen;
  shape: 'landscape' | 'tall';
  colours: Palette;
  code: Code | null;
}

/** In pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What the headline is: nothing to worry about, something wrong, or no more than figures. */
export type Tone = 'good' | 'bad' | 'plain';

/** The plumb line of the page's top bar, `size` pixels high. */
function drawMark(context: Canvas2d, x: number, y: number, size: number, colours: Palette): void {
  context.save();
  context.translate(x, y);
  context.scale(size / 24, size / 24);
  context.globalAlpha = 0.55;
  context.strokeStyle = colours.text;
  context.lineWidth = 1.6;
  context.lineCap = 'round';
  context.stroke(new Path2D('M12 1v9'));
  context.globalAlpha = 1;
  context.fillStyle = colours.reference;
  context.beginPath();
  for (const [x, y] of [
    [8, 10],
    [16, 10],
    [15, 16.5],
    [12, 23],
    [9, 16.5],
  ] as const)
    context.lineTo(x, y);
  context.fill();
  context.restore();
}

export function drawBrand({ pen, colours }: Sheet, finding: Finding, x: number, y: number): void {
  drawMark(pen.context, x - 6, y, 30, colours);
  pen.line('Plumbline', x + 30, y + 23, 200, { size: 21, colour: colours.text, weight: 700 });
  const after = x + 30 + pen.width('Plumbline') + 16;
  pen.line(subjectOf(finding).model.name, after, y + 23, 420, { size: 19, colour: colours.muted });
}

/** A tick, a warning, a dial. */
const icons: Record<Tone, string> = {
  good: 'M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20M8 12.5l3 3l5.5-6',
  bad: 'M12 2.5L22.5 21h-21zM12 9v5.5M12 18v.1',
  plain: 'M12 14l4-4M3.3 19a10 10 0 1 1 17.4 0',
};

/** What was found, with its icon; `y` is the baseline. */
export function drawHeadline(
  { pen, colours }: Sheet,
  { finding, tone }: { finding: Finding; tone: Tone },
  { x, y, width }: Omit<Box, 'height'>,
  wanted: number,
): void {
  const { context } = pen;
  const said = headline(finding);
  const look = { size: wanted, colour: colours.text, weight: 700 };
  const size = pen.size(said, width - wanted * 1.25, look);
  context.save();
  context.translate(x, y - size * 0.84);
  context.scale(size / 24, size / 24);
  context.strokeStyle = tone === 'bad' ? colours.fusedText : colours.referenceText;
  context.lineWidth = 2.4;
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.stroke(new Path2D(icons[tone]));
  context.restore();
  pen.line(said, x + size * 1.25, y, width, { ...look, size });
}

export function drawSmallPrint(
  { pen, colours }: Sheet,
  finding: Finding,
  { x, y, width }: Omit<Box, 'height'>,
  { size, columns }: { size: number; columns: number },
): void {
  const facts = setUp(finding).map(([term, said]) => `${term}: ${said}`);
  const rows = Math.ceil(facts.length / columns);
  facts.forEach((fact, i) => {
    const left = x + (Math.floor(i / rows) * width) / columns;
    const look = { size, colour: colours.muted };
    pen.line(fact, left, y + (i % rows) * (size + 5), width / columns - 12, look);
  });
}

/** The code, its right edge at `right`, and under it what it is for. */
export function drawCorner({ pen, colours, code }: Sheet, right: number, y: number): void {
  const said = code ? 'Scan, or drop on Plumbline, to run again' : 'Drop on Plumbline to run again';
  if (code) drawCode(pen.context, code, right - code.size, y);
  pen.line(said, right, y + (code?.size ?? 0) + 20, 340, { size: 13, colour: colours.muted, align: 'right' });
}
