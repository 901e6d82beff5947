/** The whole pass, from token ids to logits, with the kernels that a program names for each step. */
import type { Recorder } from '../../gpu/recording.ts';
import type { Context } from '../../kernels/context.ts';
import type { Activation } from '../../kernels/operands.ts';
import type { Tuning } from '../../kernels/tuning.ts';
import { activationsOf, type Activations } from './activations.ts';
import type { ModelConfig } from '../families/model_config.ts';
import type { ModelWeights } from '../families/family.ts';
import type { Step } from '../families/step.ts';
import { stepFusionsOf } from './programs/step_fusions.ts';
import type { KvCache } from '../sequence/kv_cache.ts';
import type { BatchShape } from '../../vocabulary/batch_shape.ts';
import type { Program } from '../../vocabulary/program.ts';
import type { Stage } from '../../vocabulary/stages.ts';

/** A stage that is complete at this point of the recording. */
export interface Tap {
  /** Null outside the layers. */
  layer: number | null;
  stage: Stage;
  activation: Activation;
}

/** What a pass needs besides the program. */
export interface Pass {
  config: ModelConfig;
  weights: ModelWeights;
  cache: KvCache;
  activations: Activations;
  tuning: Tuning;
}

export function forward(recorder: Recorder<Tap>, program: Program, shape: BatchShape, pass: Pass): void {
  const { config, weights, cache, activations, tuning } = pass;
  const { steps } = weights.family;
  const { batch, f16Split: split } = activations;
  const on: Context<Tuning> = { recorder, batch, tuning, shape, fusions: stepFusionsOf(program, shape, pass), split };
  const tapIn = (layer: number | null) => (stage: Stage, activation: Activation) =>
    recorder.mark({ layer, stage, activation });

  const run = <W, S extends Stage>(step: Step<W, S>, weights: W, layer: number | null, at: number): void => {
    const b = activationsOf(activations, shape, at);
    recorder.step = step.name;
    recorder.layer = layer;
    step[program[step.name]](on, weights, b, config, tapIn(layer));
  };
  run(steps.embed, weights, null, 0);
  weights.layers.forEach((layerWeights, index) => {
    const layer = { ...layerWeights, cache: cache.layers[index]! };
    for (const step of steps.layer) run(step, layer, index, index);
  });
  run(steps.logits, weights, null, weights.layers.length);
}
