const dialogs = [
  'conversations',
  'models',
  'settings',
  'share',
  'finding',
  'gallery',
  'board',
  'commands',
  'shortcuts',
] as const;
export type Dialog = (typeof dialogs)[number];

/** In the order of their tabs. */
export const labTabs = [
  'compare',
  'live',
  'diagnose',
  'kernel',
  'checks',
  'weights',
  'bench',
  'story',
  'findings',
] as const;
export type LabTab = (typeof labTabs)[number];

/** The chat is always shown, the lab beside it, and a dialog in front of both. */
export interface View {
  dialog: Dialog | null;
  lab: LabTab | null;
  /** A linked run, still packed, which the dialog `finding` shows. */
  run: string | null;
}

/** The view that a hash (without `#`) names, coming from `before`: a dialog keeps the lab behind it. */
export function parseView(hash: string, before: View): View {
  const dialog = dialogs.find((name) => name === hash);
  if (dialog) return { dialog, lab: before.lab, run: null };
  if (hash.startsWith('run=')) return { dialog: 'finding', lab: before.lab, run: hash.slice('run='.length) };
  if (hash !== 'lab' && !hash.startsWith('lab/')) return { dialog: null, lab: null, run: null };
  return { dialog: null, run: null, lab: labTabs.find((name) => `lab/${name}` === hash) ?? labTabs[0] };
}

export function viewAddress({ dialog, lab }: Omit<View, 'run'>): string {
  return dialog ?? (lab ? `lab/${lab}` : 'chat');
}
