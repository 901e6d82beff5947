import { type CSSProperties, type KeyboardEvent, memo, type MouseEvent, useEffect, useMemo, useRef } from 'react';
import { visible } from '../../findings/copy/odds.ts';
import { tintedBy } from '../../findings/format/odds.ts';
import { shadeOf, type Tint } from '../../findings/token/tint.ts';
import { inspecting } from '../../store/stores_on_demand.ts';
import type { AnsweredToken, AnswerOdds } from '../../worker/api.ts';
import styles from './inspector.module.css';
import { t } from '../../strings/inspect/t.ts';

interface Props {
  odds: AnswerOdds;
  other: AnswerOdds | null;
  tint: Tint;
  /** The token on show. */
  at: number | null;
}

const steps: Partial<Record<string, (at: number, last: number) => number>> = {
  ArrowRight: (at, last) => Math.min(at + 1, last),
  ArrowLeft: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, last) => last,
};

/** The answer, token by token. One of them is in the tab order; arrow keys go to the others. */
export function TokenText({ odds: { tokens }, other, tint, at }: Props) {
  const text = useRef<HTMLDivElement>(null);
  const placed = useMemo(() => tokens.map((token, place) => ({ token, place })), [tokens]);
  const reachable = at ?? 0;
  useEffect(() => {
    if (at === null) return;
    const holder = text.current!;
    const token = tokenAt(holder, at);
    if (holder.contains(document.activeElement)) token.focus({ preventScroll: true });
    token.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const press = ({ target }: MouseEvent) => {
    const pressed = (target as HTMLElement).closest<HTMLElement>('[data-at]');
    if (pressed) inspecting.getState().choose(Number(pressed.dataset.at));
  };
  const move = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    inspecting.getState().choose(step(reachable, tokens.length - 1));
  };
  return (
    <div
      ref={text}
      className={styles.tokens}
      data-tint={tint}
      data-unfolds
      role="toolbar"
      tabIndex={-1}
      aria-label={t('tokenList')}
      dir="auto"
      onClick={press}
      onKeyDown={move}
    >
      {placed.map(({ token, place }) => (
        <Token
          key={place}
          at={place}
          token={token}
          shade={shadeOf(tint, tintedBy(token, other?.tokens[place]))}
          shown={place === at}
          reachable={place === reachable}
        />
      ))}
    </div>
  );
}

function tokenAt(holder: HTMLElement, at: number): HTMLElement {
  return holder.querySelector<HTMLElement>(`[data-at="${at}"]`)!;
}

interface TokenProps {
  at: number;
  token: AnsweredToken;
  shade: number;
  shown: boolean;
  reachable: boolean;
}

const Token = memo(function Token({ at, token: { id, text, name }, shade, shown, reachable }: TokenProps) {
  const lines = text.split('\n');
  const face = id === null ? '▮' : text === '' ? name : lines.length > 1 ? visible(text) : text;
  return (
    <>
      <button
        type="button"
        data-at={at}
        tabIndex={reachable ? 0 : -1}
        aria-pressed={shown}
        aria-label={id === null ? t('afterLast') : undefined}
        className={text === '' ? styles.special : undefined}
        style={{ '--shade': `${Math.round(70 * shade)}%` } as CSSProperties}
      >
        {face}
      </button>
      {lines.length > 1 && <span className={styles.break} data-lines={Math.min(2, lines.length - 1)} />}
    </>
  );
});
