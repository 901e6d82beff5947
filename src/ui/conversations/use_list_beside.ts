import { useSettings } from '../../store/hooks.ts';
import { settings } from '../../store/stores.ts';
import { useView, showDialog, closeDialog } from '../view/view.ts';
import { useWide } from '../view/use_wide.ts';

/** Whether the list of conversations is shown beside the chat: a person wants it there, and the lab does not need the room. */
export function useListBeside(): boolean {
  const wanted = useSettings(({ listOpen }) => listOpen);
  const fits = useListFits();
  return wanted && fits;
}

/** Whether there is room for the list beside the chat. */
export function useListFits(): boolean {
  const wide = useWide();
  const roomy = useWide('(min-width: 1400px)');
  const { lab } = useView();
  return lab === null ? wide : roomy;
}

/** Shows or hides the list, beside the chat or in front of it. */
export function toggleList(fits: boolean, open: boolean): void {
  if (fits) settings.getState().change({ listOpen: !open });
  else if (open) closeDialog();
  else showDialog('conversations');
}
