/** What pictures of every kind have in common: the brand, the headline, the small print and the code. */
import type { Pen } from '../../charts/canvas/pen.ts';
import { fittedSize, type Box } from '../../charts/marks.ts';
import { headline, setUp } from '../copy/finding.ts';
import type { Finding } from '../format/finding.ts';
import { foundOn } from '../kinds/kinds.ts';
import { drawCode, type Code } from './code.ts';
import { t } from '../../strings/finding/t.ts';

/** What a picture is drawn on, and in which shape. */
export interface Sheet {
  pen: Pen;
  shape: 'landscape' | 'tall';
  /** Null for a link that no code holds. */
  code: Code | null;
}

/** Whether a finding is good news, bad news or no more than figures. */
export type Tone = 'good' | 'bad' | 'plain';

/** The plumb line of the page's top bar, `size` pixels high. */
export function drawLogo(pen: Pen, x: number, y: number, size: number): void {
  const { context } = pen;
  context.save();
  context.translate(x, y);
  context.scale(size / 24, size / 24);
  context.globalAlpha = 0.55;
  context.strokeStyle = pen.colour('text');
  context.lineWidth = 1.6;
  context.lineCap = 'round';
  context.stroke(new Path2D('M12 1v9'));
  context.globalAlpha = 1;
  context.fillStyle = pen.colour('reference');
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

export function drawBrand({ pen }: Sheet, finding: Finding, x: number, y: number): void {
  drawLogo(pen, x - 6, y, 30);
  const look = { size: 21, ink: 'text', weight: 700 } as const;
  pen.line('Plumbline', x + 30, y + 23, 200, look);
  const after = x + 30 + pen.measure('Plumbline', look) + 16;
  pen.line(foundOn(finding).model.name, after, y + 23, 420, { size: 19, ink: 'muted' });
}

/** A tick, a warning, a dial. */
const icons: Record<Tone, string> = {
  good: 'M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20M8 12.5l3 3l5.5-6',
  bad: 'M12 2.5L22.5 21h-21zM12 9v5.5M12 18v.1',
  plain: 'M12 14l4-4M3.3 19a10 10 0 1 1 17.4 0',
};

/** What was found, with its icon. `y` is the baseline; `maxSize` the font size where there is room for it. */
export function drawHeadline(
  { pen }: Sheet,
  { finding, tone }: { finding: Finding; tone: Tone },
  { x, y, width }: Omit<Box, 'height'>,
  maxSize: number,
): void {
  const { context } = pen;
  const text = headline(finding);
  const look = { size: maxSize, ink: 'text', weight: 700 } as const;
  const size = fittedSize(text, width - maxSize * 1.25, look, pen.measure);
  context.save();
  context.translate(x, y - size * 0.84);
  context.scale(size / 24, size / 24);
  context.strokeStyle = pen.colour(tone === 'bad' ? 'fusedText' : 'referenceText');
  context.lineWidth = 2.4;
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.stroke(new Path2D(icons[tone]));
  context.restore();
  pen.line(text, x + size * 1.25, y, width, { ...look, size });
}

export function drawSmallPrint(
  { pen }: Sheet,
  finding: Finding,
  { x, y, width }: Omit<Box, 'height'>,
  { size, columns }: { size: number; columns: number },
): void {
  const facts = setUp(finding).map(([term, text]) => `${term}: ${text}`);
  const rows = Math.ceil(facts.length / columns);
  facts.forEach((fact, i) => {
    const left = x + (Math.floor(i / rows) * width) / columns;
    pen.line(fact, left, y + (i % rows) * (size + 5), width / columns - 12, { size, ink: 'muted' });
  });
}

/** The code, its right edge at `right`, and under it what it is for. */
export function drawCorner({ pen, code }: Sheet, right: number, y: number): void {
  const text = t(code ? 'scan' : 'dropOn');
  if (code) drawCode(pen.context, code, right - code.size, y);
  pen.line(text, right, y + (code?.size ?? 0) + 20, 340, { size: 13, ink: 'muted', align: 'right' });
}
