import type { Checkpoint } from '../model/checkpoint/checkpoint.ts';
import type { ReadTensor } from '../onnx/text_model.ts';
import type { WeightChoice } from '../vocabulary/weight_choice.ts';
import { PublishedWeight } from '../witness/published/read.ts';
import { valuesOf } from '../witness/published/rows.ts';

/** The most elements that are decoded at once: in float64, 64 MB. */
const maxElements = 2 ** 23;

/**
 * Reads tensors of a checkpoint from where it came from, as f32: every format, and what `choice` has quantised while loading, by the decoders of the
 * witness, which share nothing with the shaders.
 */
export function tensorReader(checkpoint: Checkpoint, choice: WeightChoice, signal: AbortSignal): ReadTensor {
  return async (tensor, layout) => {
    const weight = new PublishedWeight(checkpoint, tensor, choice);
    const { outputs, inputs, step } = weight;
    const values = new Float32Array(outputs * inputs);
    const most = Math.max(step, Math.floor(maxElements / inputs / step) * step);
    for (let first = 0; first < outputs; first += most) {
      const count = Math.min(most, outputs - first);
      const rows = valuesOf(await weight.rows({ first, count }, signal));
      if (layout === 'rows') values.set(rows, first * inputs);
      else transpose(rows, values, { first, count, inputs, outputs });
    }
    return values;
  };
}

/** Squares of this side stay in the cache while they are read across and written down. */
const side = 32;

/** Writes `rows`, [count, inputs], as columns `first` and on of `columns`, [inputs, outputs]. */
function transpose(
  rows: Float64Array,
  columns: Float32Array,
  { first, count, inputs, outputs }: { first: number; count: number; inputs: number; outputs: number },
): void {
  for (let top = 0; top < count; top += side) {
    const bottom = Math.min(count, top + side);
    for (let left = 0; left < inputs; left += side) {
      const right = Math.min(inputs, left + side);
      for (let column = left; column < right; column += 1) {
        for (let row = top; row < bottom; row += 1) {
          columns[column * outputs + first + row] = rows[row * inputs + column]!;
        }
      }
    }
  }
}
