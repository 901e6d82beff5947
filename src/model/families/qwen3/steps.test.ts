import { expect, test } from 'vitest';
import type { FusedOps } from '../../../kernels/fused_ops.ts';
import type { ReferenceOps } from '../../../kernels/reference_ops.ts';
import { stepNames } from '../../../vocabulary/program.ts';
import { layerStages, type Stage } from '../../../vocabulary/stages.ts';
import type { StepActivations } from '../../pass/activations.ts';
import type { ModelConfig } from '../model_config.ts';
import { qwen3 } from './qwen3.ts';

/** Stands for operations, weights and activations alike: whatever is read or called gives another. */
function anything(): never {
  const target = Object.assign(() => anything(), { width: 8, rows: { fixed: 1 } });
  return new Proxy(target, {
    get: (own, name) => (name in own ? Reflect.get(own, name) : name === 'joins' ? {} : anything()),
  }) as never;
}

/** The stages that `set` marks on a pass of one layer. */
function marked(set: 'reference' | 'fused') {
  const stages = { inLayer: [] as Stage[], outside: [] as Stage[] };
  const op: ReferenceOps & FusedOps = anything();
  const b: StepActivations = anything();
  const config = { headDim: 4, rmsNormEps: 1e-6 } as ModelConfig;
  const { embed, layer, logits } = qwen3.steps;
  embed[set](op, anything(), b, config, (stage) => stages.outside.push(stage));
  for (const step of layer) step[set](op, anything(), b, config, (stage) => stages.inLayer.push(stage));
  logits[set](op, anything(), b, config, (stage) => stages.outside.push(stage));
  return stages;
}

test('the steps are those of the vocabulary, in order', () => {
  const { embed, layer, logits } = qwen3.steps;
  expect([embed, ...layer, logits].map(({ name }) => name)).toEqual(stepNames.filter((name) => name !== 'sample'));
});

test('the reference visits every stage of a layer in order', () => {
  const { inLayer, outside } = marked('reference');
  expect(inLayer).toEqual(layerStages);
  expect(outside).toEqual(['embed', 'final_norm', 'logits']);
});

test('fused kernels that each run one step write the boundaries, and nothing between', () => {
  const { inLayer, outside } = marked('fused');
  expect(new Set([...outside, ...inLayer])).toEqual(qwen3.boundaries);
});
