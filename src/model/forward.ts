/** The whole pass, from token ids to logits: prefill and decode alike, since only the number of tokens differs. */
import type { Recorder } from '../gpu/recording.ts';
import type { Activation } from '../kernels/operands.ts';
import type { ReferenceKernels } from '../kernels/reference.ts';
import { ReferenceOps } from '../kernels/reference_ops.ts';
import type { Activations } from './activations.ts';
import type { ModelConfig } from './checkpoint/config.ts';
import type { KvCache } from './kv_cache.ts';
import type { Stage } from './stages.ts';
import { embed, layerSteps, logits } from './steps.ts';
import type { ModelWeights } from './weights.ts';

/** A stage that is complete at this place of the recording. */
export interface Tap {
  /** Null outside the layers. */
  layer: number | null;
  stage: Stage;
  activation: Activation;
}

export function forward(
  recorder: Recorder<Tap>,
  kernels: ReferenceKernels,
  config: ModelConfig,
  weights: ModelWeights,
  cache: KvCache,
  b: Activations,
): void {
  const op = new ReferenceOps(recorder, kernels, b.batch);
  const tapIn = (layer: number | null) => (stage: Stage, activation: Activation) =>
    recorder.mark({ layer, stage, activation });

  embed.reference(op, weights, b, config, tapIn(null));
  weights.layers.forEach((layerWeights, index) => {
    const layer = { ...layerWeights, ...cache.layers[index]! };
    for (const step of layerSteps) step.reference(op, layer, b, config, tapIn(index));
  });
  logits.reference(op, weights, b, config, tapIn(null));
}
