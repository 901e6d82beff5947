import { createBoard } from '../../../store/findings/board.ts';
import { localCells } from '../../../store/storage.ts';
import { onUnsaved } from '../../../store/stores.ts';

/** Loaded when a board is first needed: the first view does without it. */
export const board = createBoard(localCells(), onUnsaved);
