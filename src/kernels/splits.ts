/** Positions that a split of the attention of one token has at most: shaders/common/splits.wgsl. */
export const splitMost = 128;

/** f32 values of the parts that are left at a context of `positions`, for heads of `stride` values, with at least `fewest` splits. */
export function attentionPartsSize(heads: number, stride: number, positions: number, fewest: number): number {
  return heads * Math.max(fewest, Math.ceil(positions / splitMost)) * (stride + 4);
}

/** Query heads of a key head that the split attention has room for. */
export const mostQueryHeads = 8;
