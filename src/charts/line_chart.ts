/** Values by position, as lines that differ by stroke and shape, not by colour alone. */
import type { Box, Group, Mark, Measure, Rect, Text } from './marks.ts';
import type { ColourName } from './palette.ts';
import { tickLabel, type Scale } from './scale.ts';

/** Shapes about the point that they mark. */
export const markers = {
  circle: 'M-3,0a3,3 0 1,0 6,0a3,3 0 1,0 -6,0',
  triangle: 'M0,-4L4,3H-4Z',
  diamond: 'M0,-4L4,0L0,4L-4,0Z',
  square: 'M-3,-3H3V3H-3Z',
  dot: 'M-2.5,-2.5H2.5V2.5H-2.5Z',
};

export interface LineLook {
  ink: ColourName;
  marker: keyof typeof markers;
  /** Lengths of dashes and gaps; none for a solid line. */
  dash: readonly number[];
}

export interface Line {
  name: string;
  /** The name of its look. */
  is: string;
  look: LineLook;
  /** One a position, from the left. A value that is not finite has no point. */
  values: readonly number[];
  /** What the page says of a point. */
  titleOf?: (position: number) => string;
}

export interface LineChart {
  scale: Scale;
  /** What the first and the last position are called. */
  ends: readonly [first: string, last: string];
  /** The first is what the chart is about, and is drawn over the others. */
  lines: readonly Line[];
}

export interface LineChartStyle {
  /** Space around the plot for labels and legend, in pixels. */
  margin: { left: number; right: number; top: number; bottom: number };
  /** Numbers left of the axis: font size, distance from the plot, and of the baseline below the tick's line. */
  tick: { size: number; gap: number; drop: number };
  /** Of the baseline of the positions' labels, below the plot. */
  endsDrop: number;
  stroke: number;
  /** Factors of dashes and markers. */
  dash: number;
  marker: number;
  /** Names in a column at the right, at the ends of their lines, or in a row below, which has to know how wide they are. */
  legend: 'right' | 'ends' | { below: Measure };
}

/** The width that one name has in a legend below the plot, in pixels. */
const maxName = 150;

export function lineChartMarks({ scale, ends, lines }: LineChart, box: Box, style: LineChartStyle): Mark[] {
  const { margin, tick } = style;
  const plot = {
    left: box.x + margin.left,
    right: box.x + box.width - margin.right,
    top: box.y + margin.top,
    bottom: box.y + box.height - margin.bottom,
  };
  const last = lines[0]!.values.length - 1;
  const x = (position: number) => plot.left + (position / Math.max(1, last)) * (plot.right - plot.left);
  const y = (value: number) => plot.bottom - scale.at(value) * (plot.bottom - plot.top);
  const label: Pick<Text, 'kind' | 'size' | 'ink'> = { kind: 'text', size: tick.size, ink: 'muted' };
  const grid = scale.ticks.flatMap((value): [Rect, Text] => [
    { kind: 'rect', x: plot.left, y: y(value) - 0.5, width: plot.right - plot.left, height: 1, fill: 'line' },
    {
      ...label,
      text: tickLabel(value),
      x: plot.left - tick.gap,
      y: y(value) + tick.drop,
      maxWidth: 50,
      align: 'right',
    },
  ]);
  const positions = ends.slice(0, last + 1).map((text, end): Text => {
    const at = { x: x(end === 0 ? 0 : last), y: plot.bottom + style.endsDrop };
    return { ...label, ...at, text, maxWidth: 70, align: 'center' };
  });
  const legend = legendMarks(lines, plot, y, style);
  const drawn = lines.map(({ is, look, values, titleOf }, n): Group => {
    const points = values.flatMap((value, position) =>
      Number.isFinite(value) ? [{ position, x: x(position), y: y(value) }] : [],
    );
    const dash = look.dash.map((length) => length * style.dash);
    const marks: Mark[] = [
      { kind: 'polyline', points, ink: look.ink, width: style.stroke, dash },
      ...points.map(({ position, ...at }): Mark => ({
        ...markerOf(look, style),
        ...at,
        ...(titleOf && { title: titleOf(position) }),
      })),
      ...legend[n]!,
    ];
    return { kind: 'group', look: is, marks };
  });
  return [...grid, ...positions, ...drawn.toReversed()];
}

const markerOf = ({ marker, ink }: LineLook, style: LineChartStyle) =>
  ({ kind: 'marker', path: markers[marker], scale: style.marker, ink }) as const;

/** Of every line what the legend says of it. */
function legendMarks(
  lines: readonly Line[],
  plot: { left: number; right: number; top: number; bottom: number },
  y: (value: number) => number,
  style: LineChartStyle,
): Mark[][] {
  const { legend, tick } = style;
  if (legend === 'right') {
    return lines.map(({ name, look }, n) => {
      const [x, at] = [plot.right + 14, plot.top + 8 + n * 16];
      return [
        { ...markerOf(look, style), x, y: at },
        { kind: 'text', text: name, x: x + 9, y: at + tick.drop, size: tick.size, ink: look.ink },
      ];
    });
  }
  if (legend === 'ends') {
    const places = spread(lines.map(({ values }) => y(values.at(-1) ?? 1)));
    return lines.map(({ name, look }, n) => [
      { kind: 'text', text: name, x: plot.right + 10, y: places[n]! + tick.drop, size: tick.size, ink: look.ink },
    ]);
  }
  let left = plot.left;
  return lines.map(({ name, look }) => {
    const text = { size: 14, ink: look.ink };
    const at = left;
    left += 17 + Math.min(maxName, legend.below(name, text)) + 22;
    return [
      { ...markerOf(look, style), x: at + 6, y: plot.bottom + 35 },
      { kind: 'text', text: name, x: at + 17, y: plot.bottom + 40, maxWidth: maxName, ...text },
    ];
  });
}

/** Labels far enough apart to be read, each as near its line's end as that allows. */
function spread(places: readonly number[]): number[] {
  const order = places.map((_, i) => i).toSorted((a, b) => places[a]! - places[b]!);
  const found = [...places];
  for (let n = 1; n < order.length; n++) {
    found[order[n]!] = Math.max(found[order[n]!]!, found[order[n - 1]!]! + 13);
  }
  return found;
}
