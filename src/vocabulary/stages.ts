/** The stages of one layer, in the order the reference expansion visits them. Names as in the goldens (`L3.q_norm`). */
export const layerStages = [
  'input_norm',
  'q',
  'k',
  'v',
  'q_norm',
  'k_norm',
  'q_rope',
  'k_rope',
  'attn',
  'o_proj',
  'attn_residual',
  'post_norm',
  'gate',
  'up',
  'swiglu',
  'down',
  'mlp_residual',
] as const;

/** Stages outside the layers. */
export const globalStages = ['embed', 'final_norm', 'logits'] as const;

export type LayerStage = (typeof layerStages)[number];
export type GlobalStage = (typeof globalStages)[number];
export type Stage = LayerStage | GlobalStage;

/** The golden name of a stage: `L3.q_norm` in a layer, `logits` outside one (layer null). */
export function stageName(layer: number | null, stage: Stage): string {
  return layer === null ? stage : `L${layer}.${stage}`;
}

const headwise: ReadonlySet<Stage> = new Set(['q_norm', 'k_norm', 'q_rope', 'k_rope']);

/** The shape of one token's `width` values at a stage: [heads, headDim] where norms and rotations go by head. */
export function stageShape(stage: Stage, width: number, headDim: number): number[] {
  return headwise.has(stage) ? [width / headDim, headDim] : [width];
}
