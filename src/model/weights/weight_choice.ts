import { weightBytes, type StoredType, type WeightType } from '../../kernels/operands.ts';
import { embeddingTensor, headTensor } from '../families/qwen3/tensors.ts';
import type { WeightChoice } from '../../vocabulary/weight_choice.ts';

interface Tensor {
  name: string;
  dtype: StoredType;
  shape: readonly number[];
}

/** Errors here reach the logits without a layer to dampen them (measured in DECISIONS.md), so they never go below 8 bits. */
const sensitive = new Set([embeddingTensor, headTensor]);

/** The type in which a tensor is held. Norm gains stay as stored: they are few, and multiply everything. */
export function typeInMemory(choice: WeightChoice, { name, dtype, shape }: Tensor): WeightType {
  if (choice === 'stored' || shape.length < 2) return dtype;
  return choice === '8-bit' || sensitive.has(name) ? 'Q8' : 'Q4';
}

/** Bytes of `tensors` on the GPU under each choice, without what lies between them. */
export function bytesInMemory(tensors: readonly Tensor[]): Record<WeightChoice, number> {
  const bytes = (choice: WeightChoice) =>
    tensors.reduce((sum, tensor) => {
      const elements = tensor.shape.reduce((product, extent) => product * extent, 1);
      return sum + weightBytes(typeInMemory(choice, tensor), elements);
    }, 0);
  return { stored: bytes('stored'), '8-bit': bytes('8-bit'), '4-bit': bytes('4-bit') };
}
