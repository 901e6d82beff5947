import type { ModelShape } from '../../kernels/checking/check.ts';
import type { WeightType } from '../../kernels/operands.ts';
import { typeInMemory } from '../../model/weights/weight_choice.ts';
import type { CacheType } from '../../vocabulary/cache_type.ts';
import type { Model } from '../model.ts';

/** What kernels are tried at. */
export interface Tried {
  shape: ModelShape;
  /** Formats of the model's matrices, and of its norms. */
  formats: readonly WeightType[];
  /** What its cache holds. */
  cacheType: CacheType;
  seed: number;
}

export function triedIn({ info, checkpoint }: Model, seed: number): Tried {
  const { hiddenSize, heads, kvHeads, headDim, ffnSize, vocabSize } = info.config;
  const types = checkpoint.weights.map((weight) => typeInMemory(info.weights.choice, weight, checkpoint.family));
  return {
    shape: { hidden: hiddenSize, heads, kvHeads, headDim, ffn: ffnSize, vocabulary: vocabSize },
    formats: [...new Set(types)],
    cacheType: info.cache.type,
    seed,
  };
}
