import { isMean, tolerancesOf, usualTolerances, type Tolerances } from '../../src/lab/known/known_answers.ts';
import type { FiledTensor } from '../../src/lab/known/tensor_file.ts';
import { relativeRmsError } from '../../src/numerics/compare.ts';
import { meanOfRows } from '../../src/numerics/rows.ts';
import { readSafetensors, readTensorFile } from './safetensors_reader.ts';

/** The largest relative error of goldens in float32. */
export const goldenTolerance = usualTolerances.stage;

export interface GoldenComparison {
  /** rms(error) / rms(golden) of each float tensor, worst first. Infinity when the shapes differ. */
  errors: { name: string; error: number }[];
  /** The mean logits of each position; null where the goldens have none, or the trace no logits. */
  means: { known: number; here: number; bad: boolean }[] | null;
  /** Stages that the trace does not have, because fused kernels compute only the boundaries of steps. */
  absent: string[];
  /** Names of the id tensors (`tokens`, `generated`) that differ. */
  differentIds: string[];
  tolerances: Tolerances;
}

/** Compares the tensors of a trace with the goldens of the same checkpoint and prompt, or with any other known answers. */
export async function compareGoldens(tracedFile: string, goldenFile: string): Promise<GoldenComparison> {
  const [traced, { tensors: goldens, metadata }] = await Promise.all([
    readSafetensors(tracedFile),
    readTensorFile(goldenFile),
  ]);
  const tolerances = tolerancesOf(metadata, goldenFile);
  const comparison: GoldenComparison = { errors: [], means: null, absent: [], differentIds: [], tolerances };
  for (const [name, golden] of goldens) {
    const expected = await golden.read();
    if (name === 'mean_logits') {
      comparison.means = await comparedMeans(traced.get('logits'), expected, tolerances);
      if (!comparison.means) comparison.absent.push(name);
      continue;
    }
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

/** The tensor's last rows, as many as the golden has, or null when it is missing or its rows have another shape. */
async function readAs(golden: FiledTensor, tensor: FiledTensor | undefined) {
  const [rows, ...shape] = golden.shape;
  const [all, ...own] = tensor?.shape ?? [];
  // Ids are compared whole.
  const fit = rows !== undefined && all !== undefined && (golden.isIds ? all === rows : all >= rows);
  return fit && String(shape) === String(own) ? tensor!.rows(all - rows, rows) : null;
}

async function comparedMeans(logits: FiledTensor | undefined, known: ArrayLike<number>, tolerances: Tolerances) {
  if (logits?.shape.length !== 2 || logits.shape[0] !== known.length) return null;
  const here = meanOfRows(Float32Array.from(await logits.read()), logits.shape[1]!);
  return here.map((mean, row) => ({ known: known[row]!, here: mean, bad: !isMean(mean, known[row]!, tolerances) }));
}

/** The worst layer of every stage, worst first. `L2.k_norm`, for example, represents `k_norm` of all layers. */
export function worstOfEachStage(errors: GoldenComparison['errors']): GoldenComparison['errors'] {
  const stages = new Set<string>();
  return errors.filter(({ name }) => {
    const stage = name.replace(/^L\d+\./, '');
    return !stages.has(stage) && stages.add(stage);
  });
}
