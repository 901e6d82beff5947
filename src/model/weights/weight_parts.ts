import type { Weight, WeightPiece } from '../../kernels/operands.ts';

/** A run of elements of a weight, within one piece. */
export interface WeightPart {
  piece: WeightPiece;
  /** Elements of the piece before it. */
  from: number;
  /** Elements of the whole run before it. */
  skipped: number;
  count: number;
}

/** Where `count` elements of a weight from `first` on lie: a part for every piece that has some of them. Elements past the weight's end have no part. */
export function partsOf({ pieces, columns }: Weight, first: number, count: number): WeightPart[] {
  return pieces.flatMap((piece) => {
    const pieceStart = piece.firstRow * columns;
    const start = Math.max(first, pieceStart);
    const end = Math.min(first + count, pieceStart + piece.rows * columns);
    return start < end ? [{ piece, from: start - pieceStart, skipped: start - first, count: end - start }] : [];
  });
}
