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

/** Of an entry of the history that a view was opened in: whether the view was closed since. */
type Entry = { closed: boolean } | null;

/** Shows a view that was opened. Going back leaves it. */
function open(view: Omit<View, 'run'>): void {
  const { closed } = (window.history.state as Entry) ?? { closed: false };
  change(closed ? 'replaceState' : 'pushState', { closed: false }, view);
}

/** Shows what is behind a view that is closed. Its entry is the next one's that is opened, so that going back never reopens it. */
function close(behind: Omit<View, 'run'>): void {
  change('replaceState', window.history.state && { closed: true }, behind);
}

function change(how: 'pushState' | 'replaceState', entry: Entry, view: Omit<View, 'run'>): void {
  window.history[how](entry, '', `#${viewAddress(view)}`);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

/** Opens a dialog, or shows it in place of the one that is open. */
export function showDialog(dialog: Dialog): void {
  const { lab, dialog: before } = look();
  if (before === null) open({ dialog, lab });
  else change('replaceState', window.history.state as Entry, { dialog, lab });
}

/** Closes the dialog and shows the view behind it. */
export function closeDialog(): void {
  close({ dialog: null, lab: look().lab });
}

/** The id of the button that opens the lab, to which the focus returns when it closes. */
export const labButton = 'lab-button';

/** Shows a tab of the lab, or the chat alone for null. */
export function showLab(tab: LabTab | null): void {
  const { lab, dialog } = look();
  const view = { dialog: null, lab: tab };
  if (tab === null) close(view);
  else if (lab === null && dialog === null) open(view);
  else change('replaceState', window.history.state as Entry, view);
}

/** Must be called before anything else here: an address that names no view opens the lab if it was left open. Answers whether it is open for no other reason. */
export function restoreLab(open: boolean): boolean {
  if (!open) return false;
  shown = { dialog: null, lab: 'compare', run: null };
  const isUnnamed = window.location.hash.length <= 1;
  if (isUnnamed) window.history.replaceState(null, '', `#${viewAddress(shown)}`);
  return isUnnamed;
}
