import { relativeRmsError } from '../../src/numerics/compare.ts';
import { readSafetensors, type StoredTensor } from './safetensors_reader.ts';

/** Goldens are float32 and up to 8e-6 from float64 themselves. */
export const goldenTolerance = 2e-5;

export interface GoldenComparison {
  /** rms(error) / rms(golden) of each tensor of floats, worst first; Infinity where it is of another shape. */
  errors: { name: string; error: number }[];
  /** Stages that the trace does not have: fused kernels leave only the boundaries of steps. */
  absent: string[];
  /** Names of the tensors of ids (`tokens`, `generated`) that differ. */
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

/** The tensor's values when it is there in the golden's shape, else null. */
async function readAs(golden: StoredTensor, tensor: StoredTensor | undefined) {
  return tensor && String(tensor.shape) === String(golden.shape) ? tensor.read() : null;
}

/** The worst layer of every stage, worst first: `L2.k_norm` stands for all `k_norm`. */
export function worstOfEachStage(errors: GoldenComparison['errors']): GoldenComparison['errors'] {
  const stages = new Set<string>();
  return errors.filter(({ name }) => {
    const stage = name.replace(/^L\d+\./, '');
    return !stages.has(stage) && stages.add(stage);
  });
}
