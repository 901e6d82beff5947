import * as v from 'valibot';

/** The shapes of a batch that have kernels of their own: one token, one token at a long context, many tokens. */
export const batchShapes = ['one', 'one-long', 'many'] as const;
export const batchShapeSchema = v.picklist(batchShapes);
export type BatchShape = (typeof batchShapes)[number];
