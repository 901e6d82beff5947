import type { Family } from '../family.ts';
import { parseConfig } from './config.ts';
import { definition } from './definition.ts';
import { gguf } from './gguf.ts';
import { embed, layerSteps, logits } from './steps.ts';
import { embeddingTensor, expectedTensors, headTensor, normTensors } from './tensors.ts';
import { allocateWeights } from './weights.ts';

/** Qwen3's dense text models. */
export const qwen3: Family = {
  modelType: 'qwen3',
  architecture: 'Qwen3ForCausalLM',
  example: 'a Qwen3 text model, such as Qwen/Qwen3-0.6B',
  parseConfig,
  gguf,
  tensors: expectedTensors,
  base: 'model.',
  embeddingTensor,
  headTensor,
  normTensors,
  allocate: (config, allocator) => ({ family: qwen3, ...allocateWeights(config, allocator) }),
  definition,
  steps: { embed, layer: layerSteps, logits },
  boundaries: new Set(['embed', 'q', 'k', 'v', 'q_rope', 'attn', 'attn_residual', 'swiglu', 'mlp_residual', 'logits']),
  cached: { keys: 'k_rope', values: 'v' },
  answerTags: {
    open: '<think>',
    close: '</think>',
    openCall: '<tool_call>',
    closeCall: '</tool_call>',
  },
};
