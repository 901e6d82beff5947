import type { KeyboardEvent, PointerEvent } from 'react';
import { useLab } from '../../store/hooks.ts';
import { widths } from '../../store/lab/lab.ts';
import { lab } from '../../store/stores.ts';
import styles from './lab.module.css';

const keyStep = 24;

function resize(width: number): void {
  lab.getState().change({ width: Math.round(Math.min(widths.max, Math.max(widths.min, width))) });
}

function drag(event: PointerEvent): void {
  if (event.currentTarget.hasPointerCapture(event.pointerId)) resize(window.innerWidth - event.clientX);
}

function press({ key }: KeyboardEvent): void {
  const { width } = lab.getState();
  if (key === 'ArrowLeft') resize(width + keyStep);
  if (key === 'ArrowRight') resize(width - keyStep);
  if (key === 'Home') resize(widths.max);
  if (key === 'End') resize(widths.min);
}

/** The edge between chat and lab, moved by dragging or with the arrow keys. */
export function Splitter() {
  const width = useLab((state) => state.width);
  return (
    <div
      className={styles.splitter}
      role="separator"
      tabIndex={0}
      aria-label="Width of the lab"
      aria-orientation="vertical"
      aria-controls="lab"
      aria-valuenow={width}
      aria-valuemin={widths.min}
      aria-valuemax={widths.max}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={press}
      onDoubleClick={() => resize(widths.usual)}
    />
  );
}
