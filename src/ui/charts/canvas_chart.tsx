import { useEffect, useRef } from 'react';
import { drawMarks } from '../../charts/canvas/draw_marks.ts';
import { Pen } from '../../charts/canvas/pen.ts';
import type { Mark } from '../../charts/marks.ts';
import { palettes } from '../../charts/palette.ts';
import { useShownTheme } from '../theme/use_shown_theme.ts';
import type { Size } from './use_size.ts';

interface Props extends Size {
  marks: readonly Mark[];
}

/**
 * Draws a chart on a canvas, in the colours of the theme on show: for charts of thousands of marks that change with every token. What
 * it shows, its surroundings say.
 */
export function CanvasChart({ width, height, marks }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useShownTheme() === 'dark' ? 'dark' : 'light';
  const ratio = window.devicePixelRatio;
  useEffect(() => {
    const context = canvas.current!.getContext('2d')!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    drawMarks(new Pen(context, palettes[theme]), marks);
  }, [marks, theme, width, height, ratio]);
  return (
    <canvas
      ref={canvas}
      width={Math.round(width * ratio)}
      height={Math.round(height * ratio)}
      style={{ display: 'block', width, height }}
      aria-hidden
    />
  );
}
