import { useSyncExternalStore } from 'react';

/** Whether the lab fits beside the chat. */
const wide = window.matchMedia('(min-width: 1000px)');

export const isWide = (): boolean => wide.matches;

export function useWide(): boolean {
  return useSyncExternalStore(subscribe, isWide);
}

function subscribe(changed: () => void): () => void {
  wide.addEventListener('change', changed);
  return () => wide.removeEventListener('change', changed);
}
