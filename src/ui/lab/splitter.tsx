import type { KeyboardEvent, PointerEvent } from 'react';
import { bounds } from '../../store/lab/lab.ts';
import { lab } from '../../store/stores.ts';
import styles from './lab.module.css';
import { useSize } from './use_size.ts';
import { t } from '../../strings/lab/t.ts';

const keySteps = { width: 24, height: 5 };
const keys = { width: ['ArrowLeft', 'ArrowRight'], height: ['ArrowUp', 'ArrowDown'] };

/** The edge between chat and lab, moved by dragging or with the arrow keys. A double click has the lab take what it needs. */
export function Splitter() {
  const { along, size } = useSize();
  const { min, max } = bounds[along];
  const resize = (to: number) => lab.getState().change({ [along]: Math.round(Math.min(max, Math.max(min, to))) });

  function drag({ currentTarget, pointerId, clientX, clientY }: PointerEvent): void {
    if (!currentTarget.hasPointerCapture(pointerId)) return;
    const { right, bottom } = currentTarget.closest('aside')!.getBoundingClientRect();
    resize(along === 'width' ? right - clientX : ((bottom - clientY) / window.innerHeight) * 100);
  }

  function press(event: KeyboardEvent): void {
    const [more, less] = keys[along];
    const to = { [more!]: size + keySteps[along], [less!]: size - keySteps[along], Home: max, End: min }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    resize(to);
  }

  return (
    <div
      className={styles.splitter}
      data-along={along}
      role="separator"
      tabIndex={0}
      aria-label={t(along)}
      aria-orientation={along === 'width' ? 'vertical' : 'horizontal'}
      aria-controls="lab"
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={press}
      onDoubleClick={() => lab.getState().change(along === 'width' ? { width: null } : { height: 50 })}
    />
  );
}
