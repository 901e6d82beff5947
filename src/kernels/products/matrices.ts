import type { ConstantsOf } from '../../gpu/contract.ts';
import type { Recorder, Rows } from '../../gpu/recording.ts';
import gateUpMatrices from '../../../shaders/gate_up/gate_up_matrices.wgsl';
import halveWeights from '../../../shaders/matrices/halve_weights.wgsl';
import normSplitInputs from '../../../shaders/matrices/norm_split_inputs.wgsl';
import productAddMatrices from '../../../shaders/down/product_add_matrices.wgsl';
import qkvMatrices from '../../../shaders/qkv/qkv_matrices.wgsl';
import splitInputs from '../../../shaders/matrices/split_inputs.wgsl';
import { sourceOf, type KernelFile } from '../compose.ts';
import type { Projections } from '../fused_ops.ts';
import { onlyPiece, weightTypes, type Activation, type Weight, type WeightPack, type WeightType } from '../operands.ts';

/** Invocations a workgroup that makes halves: of a row of inputs, or of eight rows of weights. */
const halvingSize = 256;
/** Of a tile of shaders/matrices/matrices.wgsl: outputs, tokens, and invocations. */
const tileOutputs = 64;
const tileTokens = 64;
const tileSize = 128;

/** Halves of f16 that the product at hand reads, and what its rows are scaled back by: every product overwrites the last one's. */
export interface Halves {
  /** Rows of high halves, and as many of low ones from `lowFirst` on. */
  inputs: GPUBuffer;
  inputScales: GPUBuffer;
  weights: GPUBuffer;
  weightScales: GPUBuffer;
  /** Halves before the low ones. */
  lowFirst: number;
}

/** Sizes in bytes of {@link Halves} for batches of at most `tokens`, and for all of `products`. */
export function halvesBytes(tokens: number, products: readonly { inputs: number; outputs: number }[]) {
  const tokenRows = roundUp(tokens, tileTokens);
  const widest = Math.max(...products.map(({ inputs }) => pitchOf(inputs)));
  const outputRows = products.map(({ outputs }) => roundUp(outputs, tileOutputs));
  const lowFirst = tokenRows * widest;
  return {
    lowFirst,
    inputs: 2 * lowFirst * 2,
    inputScales: tokenRows * 4,
    weights: Math.max(...products.map(({ inputs }, n) => pitchOf(inputs) * outputRows[n]! * 2)),
    weightScales: Math.max(...outputRows) * 4,
  };
}

/** Products of many tokens by subgroup matrices: first inputs and weights become halves, then matrices are read straight from them. */
export class SubgroupMatrices {
  constructor(
    private readonly recorder: Recorder<unknown>,
    private readonly batch: GPUBuffer,
    private readonly halves: Halves,
  ) {}

  /**
   * Whether weights of a type fit the matrices' halves, which have 11 bits. Those of 32 bits do not, nor those of Q8, whose
   * codes have 7 bits and whose scales 8. A code of Q4 has at most 3.
   */
  static hold(type: WeightType): boolean {
    return type !== 'F32' && type !== 'Q8';
  }

  normQkv(x: Activation, gain: Weight, pack: WeightPack, { q, k, v }: Projections, eps: number): void {
    this.#splitNormed(x, gain, eps);
    let row = 0;
    for (const weight of pack.weights) {
      this.#halve(weight, row);
      row += weight.rows;
    }
    this.#product(
      qkvMatrices,
      x,
      row,
      { q: q.binding, k: k.binding, v: v.binding },
      { q_rows: q.width, kv_rows: k.width },
    );
  }

  normGateUp(x: Activation, gain: Weight, pack: WeightPack, act: Activation, eps: number): void {
    this.#splitNormed(x, gain, eps);
    const upRow = roundUp(act.width, tileOutputs / 2);
    const [gate, up] = pack.weights;
    this.#halve(gate!, 0);
    this.#halve(up!, upRow);
    this.#product(gateUpMatrices, x, 2 * act.width, { act: act.binding }, { outputs: act.width, up_row: upRow });
  }

  productAdd(y: Activation, weight: Weight, x: Activation, sum: Activation): void {
    this.recorder.dispatch(
      sourceOf(splitInputs, this.#splitting(y), {}),
      { batch: this.batch, y: y.binding, halves: this.halves.inputs, scales: this.halves.inputScales },
      { low_first: this.halves.lowFirst / 4 },
      { x: { rows: y.rows, each: 1 }, y: 1 },
    );
    this.#halve(weight, 0);
    this.#product(productAddMatrices, y, x.width, { x: x.binding, sum: sum.binding }, { outputs: x.width });
  }

  #splitNormed(x: Activation, gain: Weight, eps: number): void {
    this.recorder.dispatch(
      sourceOf(normSplitInputs, { ...this.#splitting(x), gain_type: weightTypes[gain.type] }, {}),
      {
        batch: this.batch,
        x: x.binding,
        gain: onlyPiece(gain),
        halves: this.halves.inputs,
        scales: this.halves.inputScales,
      },
      { low_first: this.halves.lowFirst / 4, eps },
      { x: { rows: x.rows, each: 1 }, y: 1 },
    );
  }

  #splitting({ width }: Activation) {
    return {
      weight_type: weightTypes.F32,
      whole_eights: width % 8 === 0 ? 1 : 0,
      group_size: halvingSize,
      inputs: width,
      pitch: pitchOf(width),
    };
  }

  #halve(weight: Weight, firstRow: number): void {
    const rowsEach = halvingSize / 32;
    this.recorder.dispatch(
      sourceOf(
        halveWeights,
        {
          weight_type: weightTypes[weight.type],
          whole_eights: weight.columns % 8 === 0 ? 1 : 0,
          group_size: halvingSize,
          inputs: weight.columns,
          pitch: pitchOf(weight.columns),
        },
        {},
      ),
      { weight: onlyPiece(weight), halves: this.halves.weights, scales: this.halves.weightScales },
      { rows: weight.rows, first_row: firstRow },
      { x: Math.ceil(weight.rows / rowsEach), y: 1 },
    );
  }

  #product(
    file: KernelFile,
    { width, rows }: { width: number; rows: Rows },
    outputs: number,
    operands: Record<string, GPUBufferBinding>,
    params: Record<string, number>,
  ): void {
    const constants = { group_size: tileSize, pitch: pitchOf(width) };
    const { inputs, inputScales, weights, weightScales, lowFirst } = this.halves;
    this.recorder.dispatch(
      sourceOf(file, constants as ConstantsOf<KernelFile>, {}),
      {
        batch: this.batch,
        inputs_halves: inputs,
        inputs_scales: inputScales,
        weights_halves: weights,
        weights_scales: weightScales,
        ...operands,
      },
      { ...params, low_first: lowFirst },
      { x: Math.ceil(outputs / tileOutputs), y: { rows, each: tileTokens } },
    );
  }
}

/** Halves from one row to the next: whole matrices. */
function pitchOf(inputs: number): number {
  return roundUp(inputs, 16);
}

function roundUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}
