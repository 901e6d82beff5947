import * as v from 'valibot';

/**
 * The shapes of a batch that have kernels of their own: one token or a few (two to eight), each at a short or a long context, and
 * many tokens. The kernels of a few give each token the values that it would have alone, to the bit.
 */
export const batchShapes = ['one', 'one-long', 'few', 'few-long', 'many'] as const;
export const batchShapeSchema = v.picklist(batchShapes);
export type BatchShape = (typeof batchShapes)[number];

/** The most tokens that are a few. */
export const maxFew = 8;

export type FewShape = Extract<BatchShape, 'few' | 'few-long'>;

export function isFew(shape: BatchShape): shape is FewShape {
  return shape === 'few' || shape === 'few-long';
}
