/** A config.json, validated: what every architecture that runs here is described by. Sizes are counts of elements. */
export interface ModelConfig {
  vocabSize: number;
  hiddenSize: number;
  /** Width of the feed-forward layer (`intermediate_size`). */
  ffnSize: number;
  layers: number;
  /** Query heads. */
  heads: number;
  kvHeads: number;
  /** Elements per head, even; not always hiddenSize / heads. */
  headDim: number;
  /** `max_position_embeddings`. */
  maxPositions: number;
  ropeTheta: number;
  rmsNormEps: number;
  /** lm_head shares the embedding's weights. */
  tied: boolean;
}
