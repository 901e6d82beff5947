import type { Box, Mark } from './marks.ts';

/** Shares of every head of every layer. */
export interface HeadGrid {
  /** [layers, heads], from 0 to 1. */
  shares: ArrayLike<number>;
  layers: number;
  heads: number;
  /** Framed; null for all of that kind. */
  chosen: { layer: number | null; head: number | null };
}

const gap = 1;

/** Layers down, heads across; the darker a cell, the larger its share. A share that is not finite is left out. */
export function headGridMarks({ shares, layers, heads, chosen }: HeadGrid, { x, y, width, height }: Box): Mark[] {
  const [across, down] = [width / heads, height / layers];
  const cells = Array.from({ length: layers * heads }, (_, at): Mark[] => {
    const share = shares[at]!;
    if (!Number.isFinite(share)) return [];
    const place = { x: x + (at % heads) * across, y: y + Math.floor(at / heads) * down };
    const size = { width: across - gap, height: down - gap };
    const shade = Math.min(1, Math.max(0, share));
    return [{ kind: 'rect', ...place, ...size, fill: { over: 'reference', under: 'line', share: shade } }];
  });
  return [...cells.flat(), ...frame(chosen, { x, y, width, height }, across, down)];
}

function frame(
  { layer, head }: HeadGrid['chosen'],
  { x, y, width, height }: Box,
  across: number,
  down: number,
): Mark[] {
  if (layer === null && head === null) return [];
  const [left, wide] = head === null ? [x, width] : [x + head * across, across];
  const [top, high] = layer === null ? [y, height] : [y + layer * down, down];
  const corners = [
    { x: left, y: top },
    { x: left + wide - gap, y: top },
    { x: left + wide - gap, y: top + high - gap },
    { x: left, y: top + high - gap },
    { x: left, y: top },
  ];
  return [{ kind: 'polyline', points: corners, ink: 'text', width: 2, dash: [] }];
}
