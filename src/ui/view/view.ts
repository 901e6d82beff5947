import { useSyncExternalStore } from 'react';
import { parseView, viewAddress, type Dialog, type LabTab, type View } from './view_address.ts';

let shown: View = { dialog: null, lab: null, run: null };
let read: string | null = null;

function look(): View {
  const hash = window.location.hash.slice(1);
  if (hash !== read) shown = parseView(hash, shown);
  read = hash;
  return shown;
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

/** The view that the address names now. */
export const currentView = look;

/** The view that the address names. Every view can be linked to, and the back button closes the last one opened. */
export function useView(): View {
  return useSyncExternalStore(subscribe, look);
}

export function showDialog(dialog: Dialog): void {
  window.location.hash = dialog;
}

/** Closes the dialog and shows the view behind it. */
export function closeDialog(): void {
  window.location.hash = viewAddress({ ...shown, dialog: null });
}

/** The id of the button that opens the lab, to which the focus returns when it closes. */
export const labButton = 'lab-button';

/** Shows a tab of the lab, or the chat alone for null. */
export function showLab(tab: LabTab | null): void {
  window.location.hash = viewAddress({ dialog: null, lab: tab });
}

/** Must be called before anything else here: an address that names no view opens the lab if it was left open. */
export function restoreLab(open: boolean): void {
  if (!open) return;
  shown = { dialog: null, lab: 'compare', run: null };
  if (window.location.hash.length <= 1) window.history.replaceState(null, '', `#${viewAddress(shown)}`);
}
