import { holdsBoard } from '../../findings/board/open.ts';
import { attempt } from '../../result.ts';
import { sharing } from '../../store/stores_on_demand.ts';
import { currentView, showDialog } from '../view/view.ts';
import { board } from './board/board.ts';

/** Opens what was dropped, pasted or picked: one finding, two side by side, and more, or a board, on the board. */
export async function takePictures(pictures: readonly File[]): Promise<void> {
  if (currentView().dialog === 'board' || pictures.length > 2 || (await anyBoard(pictures))) {
    showDialog('board');
    await board.getState().take(pictures);
  } else {
    showDialog('finding');
    await sharing.getState().take(pictures);
  }
}

/** A picture that cannot be read is none: whoever opens it says why. */
async function anyBoard(pictures: readonly File[]): Promise<boolean> {
  const found = await Promise.all(pictures.map((picture) => attempt(() => holdsBoard(picture))));
  return found.some((one) => one.ok && one.value);
}
