/** What both shapes of picture are put together from. */
import type { Finding } from '../finding.ts';
import { multiple } from '../stage_map.ts';
import { drift, errorInWords, headline, worstStages } from '../words.ts';
import type { Palette } from './palette.ts';
import type { Canvas2d, Look, Pen } from './pen.ts';

/** The plumb line of the page's top bar, `size` pixels high. */
export function drawMark(context: Canvas2d, x: number, y: number, size: number, colours: Palette): void {
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

/** A tick or a warning, and the verdict beside it; `y` is the baseline. */
export function drawHeadline(
  pen: Pen,
  finding: Finding,
  x: number,
  y: number,
  width: number,
  wanted: number,
  colours: Palette,
): void {
  const { verdict } = finding.diagnosis;
  const { context } = pen;
  const said = headline(verdict);
  const look = { size: wanted, colour: colours.text, weight: 700 };
  const size = pen.size(said, width - wanted * 1.25, look);
  const passed = verdict.status === 'pass';
  context.save();
  context.translate(x, y - size * 0.84);
  context.scale(size / 24, size / 24);
  context.strokeStyle = passed ? colours.referenceText : colours.fusedText;
  context.lineWidth = 2.4;
  context.lineJoin = 'round';
  context.lineCap = 'round';
  const shape = passed
    ? 'M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20M8 12.5l3 3l5.5-6'
    : 'M12 2.5L22.5 21h-21zM12 9v5.5M12 18v.1';
  context.stroke(new Path2D(shape));
  context.restore();
  pen.line(said, x + size * 1.25, y, width, { ...look, size });
}

/** The worst stages and what comes of them; answers the y below. */
export function drawWorst(
  pen: Pen,
  { diagnosis }: Finding,
  x: number,
  y: number,
  width: number,
  rows: number,
  colours: Palette,
): number {
  const { context } = pen;
  const head = { size: 14, colour: colours.muted };
  const right = x + width;
  const errors = right - 62;
  pen.line('worst stages', x, y, 120, head);
  pen.line('error', errors, y, 80, { ...head, align: 'right' });
  pen.line('floors', right, y, 60, { ...head, align: 'right' });
  let at = y;
  for (const { name, error, floors, bad } of worstStages(diagnosis, rows)) {
    context.fillStyle = colours.line;
    context.fillRect(x, at + 8, width, 1);
    at += 29;
    const look = { size: 17, colour: bad ? colours.fusedText : colours.text, weight: bad ? 700 : 400 };
    pen.line(name, x, at, errors - x - 66, { ...look, family: 'mono', size: 14 });
    pen.line(errorInWords(error), errors, at, 90, { ...look, align: 'right' });
    pen.line(multiple(floors), right, at, 64, { ...look, align: 'right' });
  }
  const { off, stages } = drift(diagnosis);
  const { logits } = diagnosis;
  const facts: [string, string][] = [
    ['stages adrift', `${off} of ${stages}`],
    ['same next token', `${Math.round(100 * logits.sameTop)} %`],
    ['KL of the logits', errorInWords(logits.max)],
  ];
  at += 14;
  for (const [term, said] of facts) {
    at += 23;
    pen.line(term, x, at, width - 90, { size: 15, colour: colours.muted });
    pen.line(said, right, at, 150, { size: 15, colour: colours.text, align: 'right' });
  }
  return at;
}

/** What the verdict says about `abouts`, as much of it as fits into `rows` lines; answers the y below. */
export function drawStory(
  pen: Pen,
  { diagnosis }: Finding,
  abouts: readonly string[],
  { x, y, width }: { x: number; y: number; width: number },
  rows: number,
  look: Look,
): number {
  const said = diagnosis.verdict.sentences.filter(({ about }) => abouts.includes(about)).map(({ text }) => text);
  return pen.lines(pen.sentences(said.join(' '), width, rows, look), x, y, width, rows, look);
}
