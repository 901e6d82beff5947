/** How the attention of one token divides positions among workgroups: shaders/shared/splits.wgsl. */

/** Positions are divided into `min` parts while each has at most `maxPositions`. Longer contexts have `many` parts, or more. */
export interface SplitSizes {
  min: number;
  many: number;
  maxPositions: number;
}

/** What kernels that write or read the parts are given. */
export function splitConstants({ min, many, maxPositions }: SplitSizes) {
  return { min_splits: min, many_splits: many, max_positions_per_split: maxPositions };
}

export function splitsOf(positions: number, { min, many, maxPositions }: SplitSizes): number {
  return positions <= min * maxPositions ? min : Math.max(many, Math.ceil(positions / maxPositions));
}

/** Up to this many positions a context has `min` parts: it is short. */
export function shortContext({ attention: { splits } }: { attention: { splits: SplitSizes } }): number {
  return splits.min * splits.maxPositions;
}

/** f32 values of the parts that the attention of one token writes at a context of `positions`, for heads of `stride` values. */
export function attentionPartsSize(
  { attention: { splits } }: { attention: { splits: SplitSizes } },
  heads: number,
  stride: number,
  positions: number,
): number {
  return heads * splitsOf(positions, splits) * (stride + 4);
}
