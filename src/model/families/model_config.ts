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
  /** `max_position_embeddings`, or how far YaRN reaches. */
  maxPositions: number;
  ropeTheta: number;
  /** How rotary angles are scaled for positions beyond those of the training; absent where they are not. */
  yarn?: Yarn;
  rmsNormEps: number;
  /** lm_head shares the embedding's weights. */
  tied: boolean;
}

/** YaRN with a static factor (arXiv 2309.00071), as config.json states it. */
export interface Yarn {
  /** Positions that are reached, by those of the training. */
  factor: number;
  /** Positions of the training. */
  originalPositions: number;
  /** Turns within the original positions from which a pair keeps its frequency, and up to which it is slowed down whole. */
  betaFast: number;
  betaSlow: number;
  /** Whether the pairs with so many turns are rounded to whole ones, outwards. */
  truncate: boolean;
  /** What cosine and sine are multiplied by. */
  attentionFactor: number;
}
