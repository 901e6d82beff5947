import type { GlobalStage, LayerStage } from '../../vocabulary/stages.ts';

/** How `stage` follows from the stages that it is `of`. Weights are named as in a checkpoint. */
export type Defined<Stage, From> = { stage: Stage } & (
  | { does: 'product'; of: readonly [From]; weight: string }
  | { does: 'norm' | 'head_norm'; of: readonly [From]; weight: string }
  | { does: 'rope'; of: readonly [From] }
  | { does: 'swiglu' | 'add'; of: readonly [From, From] }
  /** Of queries, keys and values. */
  | { does: 'attention'; of: readonly [From, From, From] }
);

/** What an architecture computes after the embedding, stage by stage, apart from any kernel. `input` is what the layer before put out. */
export interface Definition {
  layer(layer: number): Defined<LayerStage, LayerStage | 'input'>[];
  /** What follows the last layer. */
  last(tied: boolean): Defined<GlobalStage, GlobalStage | 'input'>[];
}
