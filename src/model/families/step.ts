import type { Context } from '../../kernels/context.ts';
import type { Activation, LayerCache } from '../../kernels/operands.ts';
import type { Tuning } from '../../kernels/tuning.ts';
import type { StepName } from '../../vocabulary/program.ts';
import type { GlobalStage, LayerStage } from '../../vocabulary/stages.ts';
import type { StepActivations } from '../pass/activations.ts';
import type { ModelConfig } from './model_config.ts';
import type { LayerWeights, WeightsOnGpu } from './model_weights.ts';

/** Says that `stage` is now complete in `activation`, which a later step overwrites. */
type TapStage<S> = (stage: S, activation: Activation) => void;

/** What a layer's steps work on besides the activations. */
interface Layer extends LayerWeights {
  cache: LayerCache;
}

/** A way to get from a step's inputs to its outputs. */
type Expansion<Weights, Stage> = (
  on: Context<Tuning>,
  weights: Weights,
  b: StepActivations,
  config: ModelConfig,
  tap: TapStage<Stage>,
) => void;

/** What lies between two boundaries of a forward pass, where kernel sets may be swapped. */
export interface Step<Weights, Stage> {
  name: StepName;
  reference: Expansion<Weights, Stage>;
  fused: Expansion<Weights, Stage>;
}
export type LayerStep = Step<Layer, LayerStage>;
export type GlobalStep = Step<WeightsOnGpu, GlobalStage>;
