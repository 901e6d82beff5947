/** Products of many tokens by subgroup matrices. Inputs and weights are split into f16 first; matrices are read from there. */
import type { Rows } from '../../gpu/recording.ts';
import halveWeights from '../../../shaders/matrices/halve_weights.wgsl';
import normSplitInputs from '../../../shaders/matrices/norm_split_inputs.wgsl';
import splitInputs from '../../../shaders/matrices/split_inputs.wgsl';
import { sourceOf } from '../compose.ts';
import type { PlainContext } from '../context.ts';
import type { AdapterTraits } from '../adapter_traits.ts';
import { weightTypes } from '../formats/formats.ts';
import { onlyPiece, type Activation, type Weight } from '../operands.ts';
import { pitchOf, tileOutputs, tileTokens, type SplitBuffers } from './split_buffers.ts';
import { weightParts } from './weight_parts.ts';

/** Invocations of a workgroup that splits: a row of inputs, or eight rows of weights. */
const splitSize = 256;
/** Invocations of a tile. */
const tileSize = 128;

/** A context with the buffers that products by subgroup matrices need. */
export type MatrixContext = PlainContext & { tuning: AdapterTraits; split: SplitBuffers };

/** Whether products of a context with these weights are by subgroup matrices. */
export function usesMatrices<C extends { split: SplitBuffers | null }>(
  on: C,
  weights: readonly Weight[],
): on is C & { split: SplitBuffers } {
  return on.split !== null && weightParts(weights) <= on.split.weightParts;
}

/** Splits a batch's inputs. */
export function splitRows({ recorder, batch, split }: MatrixContext, y: Activation): void {
  recorder.dispatch(
    sourceOf(splitInputs, splitConstants(y.width), {}),
    { batch, y: y.binding, rows_f16: split.inputs, scales: split.inputScales },
    { low_first: split.lowFirst / 4 },
    { x: { rows: y.rows, each: 1 }, y: 1 },
  );
}

/** Splits a batch's inputs times the gains of their norm, whose scale joins those of the rows. */
export function splitNormedRows(
  { recorder, batch, split, tuning }: MatrixContext,
  x: Activation,
  gain: Weight,
  eps: number,
): void {
  recorder.dispatch(
    sourceOf(
      normSplitInputs,
      { ...splitConstants(x.width), weight_type: weightTypes.F32, gain_type: weightTypes[gain.type] },
      tuning.choices,
    ),
    { batch, x: x.binding, gain: onlyPiece(gain), rows_f16: split.inputs, scales: split.inputScales },
    { low_first: split.lowFirst / 4, eps },
    { x: { rows: x.rows, each: 1 }, y: 1 },
  );
}

/**
 * Copies weights to f16, whatever their types and pieces are, each from its row of the buffer on. Returns the constants, operands and parameters of
 * their product with what inputs were split last.
 */
export function splitWeights(on: MatrixContext, weights: readonly { weight: Weight; firstRow: number }[]) {
  const { recorder, batch, split, tuning } = on;
  const parts = weightParts(weights.map(({ weight }) => weight));
  for (const { weight, firstRow } of weights) {
    for (const piece of weight.pieces) {
      recorder.dispatch(
        sourceOf(
          halveWeights,
          { ...splitConstants(weight.columns), weight_type: weightTypes[weight.type], weight_parts: parts },
          tuning.choices,
        ),
        { weight: piece.binding, rows_f16: split.weights, scales: split.weightScales },
        { rows: piece.rows, first_row: firstRow + piece.firstRow, low_first: split.lowWeightsFirst / 4 },
        { x: Math.ceil(piece.rows / (splitSize / 32)), y: 1 },
      );
    }
  }
  const pitch = pitchOf(weights[0]!.weight.columns);
  return {
    constants: { group_size: tileSize, pitch, weight_parts: parts },
    operands: {
      batch,
      inputs_f16: split.inputs,
      inputs_scales: split.inputScales,
      weights_f16: split.weights,
      weights_scales: split.weightScales,
    },
    lowParts: { low_first: split.lowFirst, low_weights_first: split.lowWeightsFirst },
  };
}

/** A workgroup per tile. */
export function matrixGrid(outputs: number, rows: Rows) {
  return { x: Math.ceil(outputs / tileOutputs), y: { rows, each: tileTokens } };
}

function splitConstants(inputs: number) {
  return {
    vec8_aligned: inputs % 8 === 0 ? 1 : 0,
    group_size: splitSize,
    inputs,
    pitch: pitchOf(inputs),
  };
}
