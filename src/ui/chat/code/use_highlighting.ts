import { useCallback, useEffect, useReducer, useState } from 'react';
import type { CodePart } from './code_parts.ts';
import type { Highlighter, Token } from './highlighter.ts';

/** What is not on screen is read in steps of this many milliseconds, so that the page reacts in between. */
const stepMs = 8;

/** Null where the language has no tokenizer, or it cannot be fetched: the code is then shown in one colour. */
async function fetchHighlighter(language: string): Promise<Highlighter | null> {
  try {
    const [{ Highlighter }, { fetchLanguage }] = await Promise.all([
      import('./highlighter.ts'),
      import('./languages.ts'),
    ]);
    const tokenizer = await fetchLanguage(language);
    return tokenizer && new Highlighter(tokenizer);
  } catch {
    return null;
  }
}

/** Highlights those parts of a block of code that have come into view. */
export function useHighlighting(parts: readonly CodePart[], language: string) {
  const [highlighter, setHighlighter] = useState<Highlighter | null>(null);
  const [seen, setSeen] = useState<ReadonlySet<number>>(new Set());
  const [, readMore] = useReducer((count: number) => count + 1, 0);

  const anySeen = seen.size > 0;
  useEffect(() => {
    if (!language || !anySeen) return;
    let current = true;
    const take = async () => {
      const fetched = await fetchHighlighter(language);
      if (current) setHighlighter(fetched);
    };
    void take();
    return () => {
      current = false;
      setHighlighter(null);
    };
  }, [language, anySeen]);

  const onSeen = useCallback(
    (index: number) => setSeen((seen) => (seen.has(index) ? seen : new Set(seen).add(index))),
    [],
  );

  highlighter?.follow(parts);
  // Those next to one that is seen are too: a part that begins while code grows is never shown in one colour.
  const wanted = (index: number) => seen.has(index) || seen.has(index - 1);
  const tokensOf = (index: number): readonly Token[] | null =>
    highlighter && wanted(index) ? highlighter.tokens(index) : null;

  const missing = highlighter ? parts.findLastIndex((_, index) => wanted(index) && tokensOf(index) === null) : -1;
  useEffect(() => {
    if (!highlighter || missing < 0) return;
    const timer = setTimeout(() => {
      highlighter.readOn(missing, performance.now() + stepMs);
      readMore();
    });
    return () => clearTimeout(timer);
  });

  return { tokensOf, onSeen };
}
