import { useEffect, useRef, useState, type PointerEvent } from 'react';
import type { TokenFigures } from '../../../worker/api.ts';
import { useShownTheme } from '../../theme/use_shown_theme.ts';
import { figureName } from '../../../findings/copy/figures.ts';
import { short } from '../../../format.ts';
import styles from './monitor.module.css';
import { axes, valuesOf, type Plot } from '../../../findings/token/plots.ts';
import { scaleOf } from '../../../charts/scale.ts';

interface Props {
  plot: Plot;
  first: TokenFigures | null;
  tokens: readonly TokenFigures[];
  /** Index in `tokens` of the one on show. */
  shown: number;
  choose: (index: number) => void;
}

/** How many columns fit. */
const maxColumns = 120;
/** The size of a cell, in pixels of the canvas. */
const cell = { width: 8, height: 12 };
/** How many columns the first token takes, with the gap behind it. */
const apart = 2;

interface Place {
  figures: TokenFigures;
  /** In `tokens`; null for the first token of the conversation. */
  index: number | null;
  layer: number;
}

/** Layers down, tokens across; the darker a cell, the larger the figure. The first token stands apart at the left. */
export function TokenMap({ plot, first, tokens, shown, choose }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [pointed, setPointed] = useState<Place | null>(null);
  useShownTheme();
  const from = Math.max(0, Math.min(tokens.length - maxColumns, shown - maxColumns / 2));
  const columns = tokens.slice(from, from + maxColumns);
  const { layers } = columns[0]!;
  const drawn = [...(first ? [{ figures: first, column: 0 }] : []), ...columns.map(inColumn)].map(
    ({ figures, column }) => ({ column, values: valuesOf(figures, plot) }),
  );
  const known = drawn.flatMap(({ values }) => [...values]).filter(Number.isFinite);
  const { at } = scaleOf(axes[plot.figure], known);

  // At every rendering: something has changed, if only the colours.
  useEffect(() => {
    const context = canvas.current!.getContext('2d')!;
    const { color, outlineColor } = getComputedStyle(canvas.current!);
    const { width, height } = context.canvas;
    context.clearRect(0, 0, width, height);
    for (const { column, values } of drawn) {
      values.forEach((value, layer) => {
        if (Number.isNaN(value)) return;
        // An infinite value has no shade.
        context.globalAlpha = Number.isFinite(value) ? 0.05 + 0.95 * at(value) : 1;
        context.fillStyle = Number.isFinite(value) ? color : outlineColor;
        context.fillRect(column * cell.width, layer * cell.height, cell.width, cell.height - 1);
      });
    }
    context.globalAlpha = 1;
    context.strokeStyle = outlineColor;
    context.strokeRect((shown - from + apart) * cell.width - 0.5, 0.5, cell.width, height - 1);
  });

  const under = ({ nativeEvent: { offsetX, offsetY }, currentTarget }: PointerEvent): Place | null => {
    const column = Math.floor((offsetX / currentTarget.clientWidth) * (apart + maxColumns));
    const layer = Math.min(layers - 1, Math.floor((offsetY / currentTarget.clientHeight) * layers));
    if (column === 0) return first && { figures: first, index: null, layer };
    const figures = columns[column - apart];
    return figures ? { figures, index: from + column - apart, layer } : null;
  };
  return (
    <figure className={styles.map}>
      <figcaption>
        {figureName(plot.figure)} of every token: layers down, tokens across
        <output>{pointed ? said(pointed, plot) : span(known)}</output>
      </figcaption>
      <canvas
        ref={canvas}
        width={(apart + maxColumns) * cell.width}
        height={layers * cell.height}
        style={{ height: `${Math.min(16, layers * 0.75)}rem` }}
        role="img"
        aria-label={`${figureName(plot.figure)} of ${layers} layers and the last ${columns.length} tokens; choose a token below for its numbers`}
        onPointerMove={(event) => setPointed(under(event))}
        onPointerLeave={() => setPointed(null)}
        onPointerDown={(event) => {
          const index = under(event)?.index;
          if (typeof index === 'number') choose(index);
        }}
      />
    </figure>
  );
}

function inColumn(figures: TokenFigures, n: number) {
  return { figures, column: n + apart };
}

function span(known: readonly number[]): string {
  return known.length > 0 ? `pale ${short(Math.min(...known))}, dark ${short(Math.max(...known))}` : 'none yet';
}

function said({ figures, layer }: Place, plot: Plot): string {
  return `position ${figures.position}, layer ${layer}: ${short(valuesOf(figures, plot)[layer]!)}`;
}
