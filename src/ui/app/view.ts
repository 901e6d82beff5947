import { useSyncExternalStore } from 'react';

const views = ['chat', 'models', 'settings'] as const;
export type View = (typeof views)[number];

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

/** The view that the address names: every view can be linked to, and the back button closes a dialog. */
export function useView(): View {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash.slice(1));
  return views.find((view) => view === hash) ?? 'chat';
}

export function show(view: View): void {
  window.location.hash = view;
}
