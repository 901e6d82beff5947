import type { Box, Mark, TextLook } from './marks.ts';
import type { ColourName } from './palette.ts';

export interface Bar {
  name: string;
  value: number;
  /** The value as text. */
  label: string;
  ink: ColourName;
}

/** Groups of bars on one axis from 0. */
export interface BarChart {
  groups: readonly { title: string; bars: readonly Bar[] }[];
  /** Where the axis ends: the largest finite value, or 0. */
  max: number;
}

export function barChart(groups: BarChart['groups']): BarChart {
  const values = groups.flatMap(({ bars }) => bars.map(({ value }) => value));
  return { groups, max: Math.max(0, ...values.filter(Number.isFinite)) };
}

/** How much of the axis a bar takes, from 0 to 1; none of it for what is not finite. */
export function barShare(value: number, max: number): number {
  return Number.isFinite(value) && max > 0 ? value / max : 0;
}

const titles = 64;
const names = 96;
const values = 78;
const between = 10;
/** Lower bars have no room for a label: groups that do not fit are left out. */
const minHeight = 13;
const maxHeight = 40;

/** Horizontal bars, each with its name and its value, under as many group titles as fit. */
export function barChartMarks({ groups, max }: BarChart, { x, y, width, height }: Box): Mark[] {
  const perGroup = groups[0]!.bars.length;
  const fitting = Math.max(1, Math.floor(height / (perGroup * minHeight + between)));
  const shown = groups.slice(0, fitting);
  const bar = Math.min(maxHeight, (height - shown.length * between) / (shown.length * perGroup));
  const left = x + titles + names;
  const room = width - titles - names - values;
  return shown.flatMap(({ title, bars }, g): Mark[] => {
    const top = y + g * (perGroup * bar + between);
    const look: TextLook = { size: Math.min(16, bar - 1), ink: 'text' };
    const baseline = bar / 2 + look.size * 0.36;
    const drawn = bars.flatMap(({ name, value, label, ink }, b): Mark[] => {
      const at = top + b * bar;
      const share = barShare(value, max);
      const long = share > 0 ? Math.max(2, share * room) : 0;
      const nameLook: TextLook = { ...look, ink: 'muted', align: 'right' };
      return [
        { kind: 'text', text: name, x: left - 10, y: at + baseline, maxWidth: names - 10, ...nameLook },
        { kind: 'rect', x: left, y: at + 1.5, width: long, height: bar - 3, fill: ink, radius: 3 },
        { kind: 'text', text: label, x: left + long + 8, y: at + baseline, maxWidth: values, ...look },
      ];
    });
    return [{ kind: 'text', text: title, x, y: top + baseline, maxWidth: titles, ...look, weight: 700 }, ...drawn];
  });
}
