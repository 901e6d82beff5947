import { dashes, layOut, marks, type Line } from '../findings/token/layer_chart.ts';
import type { Plot } from '../findings/token/plots.ts';
import type { Palette } from './palette.ts';
import type { Pen } from './canvas/pen.ts';
import type { Box } from '../findings/picture/sheet.ts';

const margin = { left: 58, right: 14, top: 8, bottom: 44 };

const shapeOf = (look: Line['look']) => new Path2D(marks[look]);

/** The page's chart of layers: a figure of every layer as lines, which differ by stroke and shape; their names are below. */
export function drawLines(
  pen: Pen,
  plot: Plot,
  lines: readonly Line[],
  { x, y, width, height }: Box,
  colours: Palette,
): void {
  const { context } = pen;
  const room = {
    left: x + margin.left,
    right: x + width - margin.right,
    top: y + margin.top,
    bottom: y + height - margin.bottom,
  };
  const { ticks, ends, lines: drawn } = layOut(plot, lines, room);
  const small = { size: 13, colour: colours.muted };
  context.fillStyle = colours.line;
  for (const tick of ticks) context.fillRect(room.left, tick.y - 0.5, room.right - room.left, 1);
  for (const tick of ticks) pen.line(tick.said, room.left - 8, tick.y + 4.5, 50, { ...small, align: 'right' });
  for (const end of ends) pen.line(end.said, end.x, room.bottom + 19, 70, { ...small, align: 'center' });
  const inks = {
    reference: colours.referenceText,
    fused: colours.fusedText,
    mixed: colours.text,
    first: colours.muted,
  };
  const mark = (look: Line['look'], px: number, py: number) => {
    context.save();
    context.translate(px, py);
    context.scale(1.35, 1.35);
    context.fill(shapeOf(look));
    context.restore();
  };
  let left = room.left;
  for (const { name, look } of drawn) {
    context.fillStyle = inks[look];
    mark(look, left + 6, room.bottom + 35);
    pen.line(name, left + 17, room.bottom + 40, 150, { size: 14, colour: inks[look] });
    left += 17 + Math.min(150, pen.width(name)) + 22;
  }
  // The token that it is about is drawn last, over the others.
  for (const { look, points } of drawn.toReversed()) {
    context.strokeStyle = inks[look];
    context.fillStyle = inks[look];
    context.lineWidth = 2;
    context.setLineDash(dashes[look].map((dash) => 1.5 * dash));
    context.beginPath();
    for (const point of points) context.lineTo(point.x, point.y);
    context.stroke();
    context.setLineDash([]);
    for (const point of points) mark(look, point.x, point.y);
  }
}
