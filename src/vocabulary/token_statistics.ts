import * as v from 'valibot';

/** Stages of a layer that token statistics cover, in the order of the pass. */
export const watchedStages = ['layer_input', 'q', 'k', 'v', 'attn', 'attn_residual', 'swiglu', 'mlp_residual'] as const;
export const watchedStageSchema = v.picklist(watchedStages);
export type WatchedStage = (typeof watchedStages)[number];

/** Figures of one stage's row, in the order in which they are shown. */
export const rowFigures = [
  'rms',
  'std',
  'mean',
  'absmax',
  /** What a norm multiplies the row by: 0 where its squares overflow. */
  'inverseScale',
  /** Counts: of zeros, of finite values that f16 cannot hold, of NaN and infinities. */
  'zeros',
  'beyondF16',
  'nonFinite',
] as const;
export const rowFigureSchema = v.picklist(rowFigures);
export type RowFigure = (typeof rowFigures)[number];

/** Figures of one layer's attention, over its query heads. */
export const attentionFigures = ['largestLogit', 'entropy', 'firstShare'] as const;
export const attentionFigureSchema = v.picklist(attentionFigures);
export type AttentionFigure = (typeof attentionFigures)[number];

/** What can be wrong with a token by itself: values that are not finite, squares that overflow, nothing but zeros. */
export const troubleKinds = ['not-finite', 'overflow', 'zeros'] as const;
export const troubleKindSchema = v.picklist(troubleKinds);
export type TroubleKind = (typeof troubleKinds)[number];
