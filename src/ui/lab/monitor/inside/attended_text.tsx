import { type CSSProperties, type KeyboardEvent, memo, type MouseEvent, useEffect, useRef } from 'react';
import { probability } from '../../../../findings/copy/odds.ts';
import { tints } from './attended.ts';
import styles from './inside.module.css';
import { t } from '../../../../strings/live/t.ts';

interface Props {
  names: readonly string[];
  shares: Float32Array;
  /** The chosen position. */
  on: number;
  choose: (position: number) => void;
}

const steps: Partial<Record<string, (at: number, last: number) => number>> = {
  ArrowRight: (at, last) => Math.min(at + 1, last),
  ArrowLeft: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, last) => last,
};

/** The text up to a token, every token tinted by its share. One of them is in the tab order; arrow keys go to the others. */
export const AttendedText = memo(function AttendedText({ names, shares, on, choose }: Props) {
  const text = useRef<HTMLDivElement>(null);
  const strength = tints(shares);
  useEffect(() => {
    const holder = text.current!;
    const token = holder.querySelector<HTMLElement>(`[data-at="${on}"]`)!;
    if (holder.contains(document.activeElement)) token.focus({ preventScroll: true });
  }, [on]);
  const press = ({ target }: MouseEvent) => {
    const pressed = (target as HTMLElement).closest<HTMLElement>('[data-at]');
    if (pressed) choose(Number(pressed.dataset.at));
  };
  const move = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    choose(step(on, names.length - 1));
  };
  return (
    <div
      ref={text}
      className={styles.text}
      role="toolbar"
      tabIndex={-1}
      aria-label={t('attendedText')}
      dir="auto"
      onClick={press}
      onKeyDown={move}
    >
      {names.map((name, at) => (
        <button
          // oxlint-disable-next-line react/no-array-index-key
          key={at}
          type="button"
          data-at={at}
          tabIndex={at === on ? 0 : -1}
          aria-pressed={at === on}
          className={styles.token}
          style={{ '--share': `${Math.round(60 * strength[at]!)}%` } as CSSProperties}
          title={`${at}: ${probability(shares[at]!)}`}
        >
          {name.replaceAll('\n', '⏎')}
        </button>
      ))}
    </div>
  );
});
