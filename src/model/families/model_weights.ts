import type { Weight, WeightPack } from '../../kernels/operands.ts';

/** Norm gains are [1, n]; projections [outputs, inputs], as published. */
export interface LayerWeights {
  inputNorm: Weight;
  q: Weight;
  k: Weight;
  v: Weight;
  qNorm: Weight;
  kNorm: Weight;
  o: Weight;
  postNorm: Weight;
  gate: Weight;
  up: Weight;
  down: Weight;
  /** What a fused kernel reads together; null where the types differ or one binding cannot hold it. */
  packs: { qkv: WeightPack | null; qkNorm: WeightPack | null; gateUp: WeightPack | null };
}

/** The weights of a model on the GPU. */
export interface WeightsOnGpu {
  embedding: Weight;
  layers: LayerWeights[];
  finalNorm: Weight;
  /** The embedding itself when tied. */
  lmHead: Weight;
}

/** The norms of a layer. */
export const layerNorms = ['inputNorm', 'qNorm', 'kNorm', 'postNorm'] as const satisfies (keyof LayerWeights)[];
export type LayerNorm = (typeof layerNorms)[number];
