import type { Box, Mark, TextLook } from '../marks.ts';
import type { Ink } from '../palette.ts';
import { tickLabel, type Scale } from '../scale.ts';

const steps = 48;
const bar = 10;
const look: TextLook = { size: 12, ink: 'muted' };
/** The room that a label takes, in pixels. */
const labelWidth = 44;

/** Of a bar with its ticks and their labels, in pixels. */
export const scaleBarHeight = 30;

/**
 * The colours of a scale from its bottom to its top, with a tick and a label at as many of its ticks as there is room for. The ends
 * come first.
 */
export function scaleBar({ at, ticks }: Scale, inkOf: (share: number) => Ink, { x, y, width }: Box): Mark[] {
  const step = width / steps;
  const colours = Array.from({ length: steps }, (_, n): Mark => {
    // Neighbours overlap: between two that only touch, the page would show through.
    const wide = n === steps - 1 ? step : step + 0.5;
    return { kind: 'rect', x: x + n * step, y, width: wide, height: bar, fill: inkOf((n + 0.5) / steps) };
  });
  const [first, last] = [ticks[0], ticks.at(-1)];
  const labelled: number[] = [];
  for (const tick of new Set([first, last, ...ticks])) {
    if (tick === undefined) continue;
    const free = labelled.every((other) => Math.abs(at(tick) - at(other)) * width >= labelWidth);
    if (free) labelled.push(tick);
  }
  return [
    ...colours,
    ...labelled.flatMap((value): Mark[] => {
      const share = at(value);
      const place = x + share * width;
      const align = share < 0.05 ? 'left' : share > 0.95 ? 'right' : 'center';
      const edge = { left: 0, center: -0.5, right: -1 }[align];
      return [
        { kind: 'rect', x: place + edge, y: y + bar, width: 1, height: 4, fill: 'muted' },
        { kind: 'text', text: tickLabel(value), x: place, y: y + bar + 16, ...look, align },
      ];
    }),
  ];
}
