import type { Weight } from '../../../kernels/operands.ts';
import type { WeightAllocator } from '../../weights/weight_allocator.ts';
import type { ModelConfig } from '../model_config.ts';
import type { LayerWeights } from '../model_weights.ts';
import type { ModelWeights } from '../family.ts';
import { embeddingTensor, finalNormTensor, headTensor, layerTensor } from './tensors.ts';

/** All weights but the family, which names them. */
export function allocateWeights(config: ModelConfig, allocator: WeightAllocator): Omit<ModelWeights, 'family'> {
  const embedding = allocator.single(embeddingTensor);
  const layers = Array.from({ length: config.layers }, (_, layer): LayerWeights => {
    const name = (part: string) => layerTensor(layer, `${part}.weight`);
    const qkv = allocator.pack(['q', 'k', 'v'].map((part) => name(`self_attn.${part}_proj`)));
    const qkNorm = allocator.pack(['q', 'k'].map((part) => name(`self_attn.${part}_norm`)));
    const gateUp = allocator.pack(['gate', 'up'].map((part) => name(`mlp.${part}_proj`)));
    const [q, k, v] = qkv.weights as [Weight, Weight, Weight];
    const [qNorm, kNorm] = qkNorm.weights as [Weight, Weight];
    const [gate, up] = gateUp.weights as [Weight, Weight];
    return {
      inputNorm: allocator.single(name('input_layernorm')),
      q,
      k,
      v,
      qNorm,
      kNorm,
      o: allocator.single(name('self_attn.o_proj')),
      postNorm: allocator.single(name('post_attention_layernorm')),
      gate,
      up,
      down: allocator.single(name('mlp.down_proj')),
      packs: { qkv: qkv.pack, qkNorm: qkNorm.pack, gateUp: gateUp.pack },
    };
  });
  const finalNorm = allocator.single(finalNormTensor);
  const lmHead = config.tied ? embedding : allocator.single(headTensor);
  return { embedding, layers, finalNorm, lmHead };
}
