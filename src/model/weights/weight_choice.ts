import { formatOf, isDense, quantisedTypes, type WeightType } from '../../kernels/formats/formats.ts';
import { weightBytes } from '../../kernels/operands.ts';
import { weightChoices, type WeightChoice } from '../../vocabulary/weight_choice.ts';
import type { Family } from '../families/family.ts';

interface Tensor {
  name: string;
  dtype: WeightType;
  shape: readonly number[];
}

/**
 * The tensors whose errors reach the logits with no layer to dampen them, so they take the format's sensitive type
 * (docs/decisions/022-quantised-weights.md).
 */
type Sensitive = Pick<Family, 'embeddingTensor' | 'headTensor'>;

/**
 * The type in which a tensor is held. Norm gains stay as stored: they are few and multiply everything. So do weights whose
 * elements share scales already.
 */
export function typeInMemory(
  choice: WeightChoice,
  { name, dtype, shape }: Tensor,
  { embeddingTensor, headTensor }: Sensitive,
): WeightType {
  const type = quantisedTypes.find((each) => formatOf(each).quantised.choice === choice);
  if (type === undefined || shape.length < 2 || !isDense(dtype)) return dtype;
  return name === embeddingTensor || name === headTensor ? formatOf(type).quantised.sensitive : type;
}

/** Bytes of `tensors` on the GPU under each choice, without the padding between them. */
export function bytesInMemory(tensors: readonly Tensor[], sensitive: Sensitive): Record<WeightChoice, number> {
  const bytes = (choice: WeightChoice) =>
    tensors.reduce((sum, tensor) => {
      const elements = tensor.shape.reduce((product, extent) => product * extent, 1);
      return sum + weightBytes(typeInMemory(choice, tensor, sensitive), elements);
    }, 0);
  return Object.fromEntries(weightChoices.map((choice) => [choice, bytes(choice)])) as Record<WeightChoice, number>;
}
