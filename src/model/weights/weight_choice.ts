import { weightBytes, type StoredType, type WeightType } from '../../kernels/operands.ts';
import type { Family } from '../families/family.ts';
import type { WeightChoice } from '../../vocabulary/weight_choice.ts';

interface Tensor {
  name: string;
  dtype: StoredType;
  shape: readonly number[];
}

/** The tensors whose errors reach the logits with no layer to dampen them (measured in DECISIONS.md). */
type Sensitive = Pick<Family, 'embeddingTensor' | 'headTensor'>;

/**
 * The type in which a tensor is held. Norm gains stay as stored: they are few and multiply everything. Sensitive tensors
 * never go below 8 bits.
 */
export function typeInMemory(
  choice: WeightChoice,
  { name, dtype, shape }: Tensor,
  { embeddingTensor, headTensor }: Sensitive,
): WeightType {
  if (choice === 'stored' || shape.length < 2) return dtype;
  return choice === '8-bit' || name === embeddingTensor || name === headTensor ? 'Q8' : 'Q4';
}

/** Bytes of `tensors` on the GPU under each choice, without the padding between them. */
export function bytesInMemory(tensors: readonly Tensor[], sensitive: Sensitive): Record<WeightChoice, number> {
  const bytes = (choice: WeightChoice) =>
    tensors.reduce((sum, tensor) => {
      const elements = tensor.shape.reduce((product, extent) => product * extent, 1);
      return sum + weightBytes(typeInMemory(choice, tensor, sensitive), elements);
    }, 0);
  return { stored: bytes('stored'), '8-bit': bytes('8-bit'), '4-bit': bytes('4-bit') };
}
