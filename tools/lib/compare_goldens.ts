import { relativeRmsError } from '../../src/numerics/compare.ts';
import { readSafetensors, type StoredTensor } from './safetensors_reader.ts';

/** The largest relative error allowed. The goldens themselves are float32 and differ from float64 by up to 8e-6. */
export const goldenTolerance = 2e-5;

export interface GoldenComparison {
  /** rms(error) / rms(golden) of each float tensor, worst first. Infinity when the shapes differ. */
  errors: { name: string; error: number }[];
  /** Stages that the trace does not have, because fused kernels compute only the boundaries of steps. */
  absent: string[];
  /** Names of the id tensors (`tokens`, `generated`) that differ. */
  differentIds: string[];
}

/** Compares the tensors of a trace with the goldens of the same checkpoint and prompt. */
export async function compareGoldens(tracedFile: string, goldenFile: string): Promise<GoldenComparison> {
  const [traced, goldens] = await Promise.all([readSafetensors(tracedFile), readSafetensors(goldenFile)]);
  const comparison: GoldenComparison = { errors: [], absent: [], differentIds: [] };
  for (const [name, golden] of goldens) {
    const expected = await golden.read();
    const actual = await readAs(golden, traced.get(name));
    if (expected instanceof Int32Array) {
      if (!actual || actual.some((id, i) => id !== expected[i])) comparison.differentIds.push(name);
    } else if (!traced.has(name)) {
      comparison.absent.push(name);
    } else {
      const error = actual instanceof Float32Array ? relativeRmsError(actual, expected) : Infinity;
      comparison.errors.push({ name, error });
    }
  }
  comparison.errors.sort((a, b) => b.error - a.error);
  return comparison;
}

/** The tensor's values, or null when it is missing or its shape differs from the golden's. */
async function readAs(golden: StoredTensor, tensor: StoredTensor | undefined) {
  return tensor && String(tensor.shape) === String(golden.shape) ? tensor.read() : null;
}

/** The worst layer of every stage, worst first. `L2.k_norm`, for example, represents `k_norm` of all layers. */
export function worstOfEachStage(errors: GoldenComparison['errors']): GoldenComparison['errors'] {
  const stages = new Set<string>();
  return errors.filter(({ name }) => {
    const stage = name.replace(/^L\d+\./, '');
    return !stages.has(stage) && stages.add(stage);
  });
}
