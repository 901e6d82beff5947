/** A remark plugin: long pieces that Markdown turns out to read otherwise are text again. */
import type { Root } from 'mdast';
import { pieceOf, putPiecesBack, type LongPiece } from '../blocks/long_pieces.ts';
import { rewrite } from './rewrite.ts';

export function putBackMisread(pieces: readonly LongPiece[]) {
  return (tree: Root) => {
    if (pieces.length === 0) return;
    rewrite(tree, (node) => {
      if (!('value' in node) || pieceOf(node.value, pieces)) return [node];
      return [{ ...node, value: putPiecesBack(node.value, pieces) }];
    });
  };
}
