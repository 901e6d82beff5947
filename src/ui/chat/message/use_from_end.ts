import { useEffect, useState } from 'react';

/** More than a screen has room for. */
const atOnce = 8;
const step = 4;

/**
 * Which of `count` messages are shown: the last ones at once, those before them a few at a time behind it. A long conversation
 * is there as fast as a short one.
 *
 * @returns the index of the first one
 */
export function useFromEnd(count: number): number {
  const [from, setFrom] = useState(() => Math.max(0, count - atOnce));
  useEffect(() => {
    if (from === 0) return;
    const timer = setTimeout(() => setFrom(Math.max(0, from - step)));
    return () => clearTimeout(timer);
  }, [from]);
  return Math.min(from, count);
}
