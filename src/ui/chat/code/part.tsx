import { memo, useEffect, useLayoutEffect, useRef } from 'react';
import styles from './code.module.css';
import type { Token } from './highlighter.ts';

interface Props {
  index: number;
  text: string;
  /** Null until they are known. */
  tokens: readonly Token[] | null;
  /** Is called when the part first comes into view, or near it. */
  onSeen: (index: number) => void;
}

/** Lines of code, in one colour until their tokens are known. */
export const Part = memo(function Part({ index, text, tokens, onSeen }: Props) {
  const element = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const part = element.current!;
    const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
    // Until it is in view for the first time, the part is as high as its lines would be.
    part.style.containIntrinsicBlockSize = `auto ${lines}lh`;
  }, [text]);
  // Before the first rendering: the event that says that the part is in view may come before other effects run, and never comes again.
  useLayoutEffect(() => {
    const part = element.current!;
    const changed = (event: Event) => {
      if (!(event as ContentVisibilityAutoStateChangeEvent).skipped) onSeen(index);
    };
    part.addEventListener('contentvisibilityautostatechange', changed);
    return () => part.removeEventListener('contentvisibilityautostatechange', changed);
  }, [index, onSeen]);
  return (
    <span ref={element} className={styles.part}>
      {tokens
        ? tokens.map(({ start, text, kind }) =>
            kind === null ? (
              text
            ) : (
              <span key={start} className={styles[kind]}>
                {text}
              </span>
            ),
          )
        : text}
    </span>
  );
});
