/** The whole pass, from token ids to logits: prefill and decode, by the kernels that a program names for each step. */
import type { Recorder } from '../../gpu/recording.ts';
import type { FusedOps } from '../../kernels/fused_ops.ts';
import type { BatchShape } from '../../vocabulary/batch_shape.ts';
import type { Activation } from '../../kernels/operands.ts';
import { MatrixOps } from '../../kernels/matrix_ops.ts';
import { ReferenceOps } from '../../kernels/reference_ops.ts';
import type { Tuning } from '../../kernels/tuning.ts';
import { VectorOps } from '../../kernels/vector_ops.ts';
import { activationsOf, type Activations } from './activations.ts';
import type { ModelConfig } from '../families/qwen3/config.ts';
import { joinsOf } from './step_fusions.ts';
import type { KvCache } from '../sequence/kv_cache.ts';
import type { Program } from '../../vocabulary/program.ts';
import type { Stage } from '../../vocabulary/stages.ts';
import { embed, layerSteps, logits, type Step } from '../families/qwen3/steps.ts';
import type { ModelWeights } from '../weights/weights.ts';

/** A stage that is complete at this place of the recording. */
export interface Tap {
  /** Null outside the layers. */
  layer: number | null;
  stage: Stage;
  activation: Activation;
}

/** What a pass works with, besides the program. */
export interface Pass {
  config: ModelConfig;
  weights: ModelWeights;
  cache: KvCache;
  activations: Activations;
  tuning: Tuning;
}

export function forward(recorder: Recorder<Tap>, program: Program, shape: BatchShape, pass: Pass): void {
  const { config, weights, cache, activations, tuning } = pass;
  const plain = new ReferenceOps(recorder, activations.batch);
  const fused: FusedOps =
    shape === 'many'
      ? new MatrixOps(recorder, activations.batch, tuning, plain, activations.halves)
      : new VectorOps(recorder, activations.batch, tuning, plain, joinsOf(program, shape, config));
  const tapIn = (layer: number | null) => (stage: Stage, activation: Activation) =>
    recorder.mark({ layer, stage, activation });

  const run = <W, S extends Stage>(step: Step<W, S>, weights: W, layer: number | null, at: number): void => {
    const b = activationsOf(activations, shape, at);
    recorder.step = step.name;
    recorder.layer = layer;
    if (program[step.name] === 'fused') step.fused(fused, weights, b, config, tapIn(layer));
    else step.reference(plain, weights, b, config, tapIn(layer));
  };
  run(embed, weights, null, 0);
  weights.layers.forEach((layerWeights, index) => {
    const layer = { ...layerWeights, cache: cache.layers[index]! };
    for (const step of layerSteps) run(step, layer, index, index);
  });
  run(logits, weights, null, weights.layers.length);
}
