import type { Mark, Polyline, Rect, Marker, Text } from '../marks.ts';
import type { Pen } from './pen.ts';

/** Draws a chart on a canvas. */
export function drawMarks(pen: Pen, marks: readonly Mark[]): void {
  for (const mark of marks) drawMark(pen, mark);
}

function drawMark(pen: Pen, mark: Mark): void {
  switch (mark.kind) {
    case 'text':
      return drawText(pen, mark);
    case 'rect':
      return drawRect(pen, mark);
    case 'polyline':
      return drawPolyline(pen, mark);
    case 'marker':
      return drawMarker(pen, mark);
    case 'group':
      return drawMarks(pen, mark.marks);
  }
}

function drawText(pen: Pen, mark: Text): void {
  const { text, x, y, maxWidth = Infinity, turned } = mark;
  if (!turned) return pen.line(text, x, y, maxWidth, mark);
  const { context } = pen;
  context.save();
  context.translate(x, y);
  context.rotate(-Math.PI / 2);
  pen.line(text, 0, 0, maxWidth, mark);
  context.restore();
}

function drawRect(pen: Pen, { x, y, width, height, fill, radius, stroke }: Rect): void {
  const { context } = pen;
  if (fill !== null) context.fillStyle = pen.colour(fill);
  // A path would blur the edges of a plain rectangle where they lie between pixels.
  if (!stroke && radius === undefined) return context.fillRect(x, y, width, height);
  context.beginPath();
  context.roundRect(x, y, width, height, radius ?? 0);
  if (fill !== null) context.fill();
  if (!stroke) return;
  context.strokeStyle = pen.colour(stroke.ink);
  context.lineWidth = stroke.width;
  context.stroke();
}

function drawPolyline(pen: Pen, { points, ink, width, dash }: Polyline): void {
  const { context } = pen;
  context.strokeStyle = pen.colour(ink);
  context.lineWidth = width;
  context.setLineDash([...dash]);
  context.beginPath();
  for (const { x, y } of points) context.lineTo(x, y);
  context.stroke();
  context.setLineDash([]);
}

function drawMarker(pen: Pen, { path, x, y, scale, ink }: Marker): void {
  const { context } = pen;
  context.save();
  context.translate(x, y);
  context.scale(scale, scale);
  context.fillStyle = pen.colour(ink);
  context.fill(pathOf(path));
  context.restore();
}

const pathOf = (path: string) => new Path2D(path);
