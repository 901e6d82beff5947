import { useSyncExternalStore } from 'react';

/** Where the lab fits beside the chat. */
const labFits = '(min-width: 1000px)';

export const isWide = (): boolean => window.matchMedia(labFits).matches;

/** Whether the window is as wide as `query` asks. */
export function useWide(query = labFits): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
  );
}
