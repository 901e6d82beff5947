import { useSyncExternalStore } from 'react';

/** Where the lab fits beside the chat. */
const labFits = '(min-width: 1000px)';

export const isWide = (query = labFits): boolean => window.matchMedia(query).matches;

/** Whether the window is as wide as `query` asks. */
export function useWide(query = labFits): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => isWide(query),
  );
}
