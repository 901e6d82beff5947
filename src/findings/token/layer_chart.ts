/** A figure of every layer as lines: where everything lies, for the page and for a picture alike. */
import { short } from '../../format.ts';
import type { TokenFigures } from '../../worker/api.ts';
import { channelOf, looks, valuesOf, type Plot } from './plots.ts';
import { scaleOf } from '../../charts/scale.ts';

export interface Line {
  name: string;
  /** How it is drawn: by stroke and shape, not by colour alone. */
  look: TokenFigures['set'] | 'first';
  figures: TokenFigures;
}

/** A path about the point it marks. */
export const marks: Record<Line['look'], string> = {
  reference: 'M-3,0a3,3 0 1,0 6,0a3,3 0 1,0 -6,0',
  fused: 'M0,-4L4,3H-4Z',
  mixed: 'M0,-4L4,0L0,4L-4,0Z',
  first: 'M-2.5,-2.5H2.5V2.5H-2.5Z',
};

export const dashes: Record<Line['look'], number[]> = { reference: [], fused: [5, 3], mixed: [], first: [1.5, 3] };

export interface Point {
  x: number;
  y: number;
  layer: number;
  value: number;
}

interface Room {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The lines of a plot in the room there is: what is not finite has no point. */
export function layOut(plot: Plot, lines: readonly Line[], { left, right, top, bottom }: Room) {
  const drawn = lines.map((line) => ({ ...line, values: valuesOf(line.figures, plot) }));
  const { at, ticks } = scaleOf(
    looks[plot.figure].axis,
    drawn.flatMap(({ values }) => [...values]),
  );
  const { layers } = lines[0]!.figures;
  const x = (layer: number) => left + (layer / Math.max(1, layers - 1)) * (right - left);
  const y = (value: number) => bottom - at(value) * (bottom - top);
  return {
    ticks: ticks.map((value) => ({ y: y(value), said: short(value) })),
    ends: [
      { x: x(0), said: 'layer 0' },
      { x: x(layers - 1), said: `${layers - 1}` },
    ].slice(0, layers),
    lines: drawn.map(({ name, look, values }) => ({
      name,
      look,
      points: [...values].flatMap((value, layer): Point[] =>
        Number.isFinite(value) ? [{ x: x(layer), y: y(value), layer, value }] : [],
      ),
    })),
  };
}

/** A point in words: `layer 3: 12.5, channel 41`. */
export function pointInWords({ layer, value }: Point, { figures }: Line, plot: Plot): string {
  const channel =
    plot.of === 'row' && plot.figure === 'absmax' ? `, channel ${channelOf(figures, plot.stage, layer)}` : '';
  return `layer ${layer}: ${short(value)}${channel}`;
}

/** A token, what lies over it, and token 0. */
export function linesOf(current: TokenFigures, others: readonly TokenFigures[], first: TokenFigures | null): Line[] {
  return [
    { name: current.set, look: current.set, figures: current },
    ...others.map((figures): Line => ({ name: `${figures.set}, ${figures.position}`, look: figures.set, figures })),
    ...(first ? [{ name: 'token 0', look: 'first' as const, figures: first }] : []),
  ];
}
