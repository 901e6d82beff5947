/** Keys or values [positions, kvHeads, headDim] as the pieces of a cache hold them, and back. */
import type { CacheType } from '../../vocabulary/cache_type.ts';
import { formatOfCache } from '../attention/cache.ts';
import type { Heads } from '../attention/operands.ts';
import { formatOf } from '../formats/formats.ts';
import type { CachePiece } from '../operands.ts';

/** The heads that a cache holds. */
export type CachedHeads = Pick<Heads, 'kvHeads' | 'headDim'>;

/** What a cache holds its values in, and how many key heads a piece of it has. */
export interface CacheLayout {
  type: CacheType;
  headsEach: number;
}

type OwnHeads = Pick<CachePiece, 'firstHead' | 'heads'>;

/** The heads of a piece; what fills one up to its stride is 0, as in the engine. */
export function pieceOf(
  from: Float32Array,
  heads: CachedHeads,
  own: OwnHeads,
  stride: number,
  type: CacheType,
): Uint8Array<ArrayBuffer> {
  const positions = from.length / (heads.kvHeads * heads.headDim);
  const values = new Float32Array(positions * own.heads * stride);
  for (const { whole, piece } of placesOf(positions, heads, own)) {
    values.set(from.subarray(whole, whole + heads.headDim), piece * stride);
  }
  return formatOf(formatOfCache[type]).encode(values);
}

/** The reverse of {@link pieceOf}, as far as `to` reaches. */
export function takePiece(
  bytes: Uint8Array,
  to: Float32Array,
  heads: CachedHeads,
  own: OwnHeads,
  stride: number,
  type: CacheType,
): void {
  const positions = to.length / (heads.kvHeads * heads.headDim);
  const values = formatOf(formatOfCache[type]).decode(bytes, positions * own.heads * stride);
  for (const { whole, piece } of placesOf(positions, heads, own)) {
    to.set(values.subarray(piece * stride, piece * stride + heads.headDim), whole);
  }
}

/** Where the heads of a piece begin among all values, and their index in the piece. */
function placesOf(positions: number, { kvHeads, headDim }: CachedHeads, { firstHead, heads }: OwnHeads) {
  return Array.from({ length: positions * heads }, (_, piece) => {
    const position = Math.floor(piece / heads);
    return { piece, whole: (position * kvHeads + firstHead + (piece % heads)) * headDim };
  });
}
