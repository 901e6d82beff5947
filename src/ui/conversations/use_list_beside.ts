import { useSettings } from '../../store/hooks.ts';
import { settings } from '../../store/stores.ts';
import { currentView, useView, showDialog, closeDialog } from '../view/view.ts';
import { isWide, useWide } from '../view/use_wide.ts';

/** Where the list fits beside the chat and the lab. */
const roomForBoth = '(min-width: 1400px)';

/** Whether the list of conversations is shown beside the chat: a person wants it there, and the lab does not need the room. */
export function useListBeside(): boolean {
  const wanted = useSettings(({ listOpen }) => listOpen);
  const fits = useListFits();
  return wanted && fits;
}

/** Whether there is room for the list beside the chat. */
export function useListFits(): boolean {
  const wide = useWide();
  const roomy = useWide(roomForBoth);
  const { lab } = useView();
  return lab === null ? wide : roomy;
}

/** Shows or hides the list, beside the chat or in front of it. */
export function toggleList(): void {
  const { dialog, lab } = currentView();
  const fits = lab === null ? isWide() : isWide(roomForBoth);
  const open = fits ? settings.getState().listOpen : dialog === 'conversations';
  if (fits) settings.getState().change({ listOpen: !open });
  else if (open) closeDialog();
  else showDialog('conversations');
}
