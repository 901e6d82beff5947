import { refuse } from '../../result.ts';
import { takeFinding, takeText } from '../container/carry.ts';
import { isPng } from '../container/png.ts';
import { readBoard, type BoardRow } from '../format/board.ts';
import { pictureBytes } from '../open/picture_bytes.ts';
import { rowOf } from './rows.ts';

/**
 * The rows that an untrusted picture tells of: one of a benchmark's or a diagnosis's, and all of a board's.
 *
 * @throws Refusal (`bad-request`), in one sentence, for any other file.
 */
export async function rowsIn(file: Blob): Promise<BoardRow[]> {
  const png = await pictureBytes(file);
  if (!isPng(png)) refuse('bad-request', 'This file is not a PNG, which alone carries figures: add the original file.');
  const finding = await takeFinding(png);
  if (finding) return [rowOf(finding)];
  const board = await takeText(png, 'board');
  if (board !== null) return readBoard(board, 'This picture');
  refuse(
    'bad-request',
    'This picture holds no finding and no board: add the original file, since chats remove what pictures carry.',
  );
}

/** Whether a picture is that of a board. Any other file is not. */
export async function holdsBoard(file: Blob): Promise<boolean> {
  const png = await pictureBytes(file);
  return isPng(png) && (await takeText(png, 'board')) !== null;
}
