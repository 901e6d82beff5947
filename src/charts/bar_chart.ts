import type { Palette } from './palette.ts';
import type { Pen } from './canvas/pen.ts';
import type { Box } from '../findings/picture/sheet.ts';

export type Bars = { title: string; bars: { name: string; value: number; said: string; colour: string }[] }[];

const titles = 64;
const names = 96;
const values = 78;
const between = 10;
/** Lower bars have no room for a label; what does not fit is left to the file. */
const lowest = 13;
const highest = 40;

/** Groups of bars lying on one axis from 0, each with its name and its value. */
export function drawBars(pen: Pen, groups: Bars, { x, y, width, height }: Box, colours: Palette): void {
  const perGroup = groups[0]!.bars.length;
  const fitting = Math.max(1, Math.floor(height / (perGroup * lowest + between)));
  const shown = groups.slice(0, fitting);
  const bar = Math.min(highest, (height - shown.length * between) / (shown.length * perGroup));
  const most = Math.max(0, ...groups.flatMap(({ bars }) => bars.map(({ value }) => value)).filter(Number.isFinite));
  const left = x + titles + names;
  const room = width - titles - names - values;
  shown.forEach(({ title, bars }, g) => {
    const top = y + g * (perGroup * bar + between);
    const look = { size: Math.min(16, bar - 1), colour: colours.text };
    const baseline = bar / 2 + look.size * 0.36;
    pen.line(title, x, top + baseline, titles, { ...look, weight: 700 });
    bars.forEach(({ name, value, said, colour }, b) => {
      const at = top + b * bar;
      const long = Number.isFinite(value) && most > 0 ? Math.max(2, (value / most) * room) : 0;
      pen.line(name, left - 10, at + baseline, names - 10, { ...look, colour: colours.muted, align: 'right' });
      pen.context.fillStyle = colour;
      pen.context.beginPath();
      pen.context.roundRect(left, at + 1.5, long, bar - 3, 3);
      pen.context.fill();
      pen.line(said, left + long + 8, at + baseline, values, look);
    });
  });
}
