import type { Recorder } from '../gpu/recording.ts';
import type { Activation, Weight } from './operands.ts';
import { groupSize, type ReferenceKernels } from './reference.ts';

/**
 * The plain operations a reference expansion is written in: each method records one dispatch (one a piece where a weight
 * is split). Shapes are those of contracts.ts; rows follow from the activations.
 */
export class ReferenceOps {
  constructor(
    private readonly recorder: Recorder<unknown>,
    private readonly kernels: ReferenceKernels,
    private readonly batch: GPUBuffer,
  ) {}

  embed(ids: GPUBuffer, table: Weight, x: Activation): void {
    for (const piece of table.pieces) {
      this.recorder.dispatch(
        this.kernels.embed[table.type],
        { batch: this.batch, ids, table: piece.buffer, x: x.buffer },
        { width: x.width, first_row: piece.firstRow, rows: piece.rows },
        elementwise(x),
      );
    }
  }

  rmsNorm(x: Activation, gain: Weight, y: Activation, eps: number): void {
    this.recorder.dispatch(
      this.kernels.rmsNorm[gain.type],
      { x: x.buffer, gain: onlyPiece(gain), y: y.buffer },
      { width: x.width, eps },
      { x: 1, rows: x.rows },
    );
  }

  matmul(x: Activation, weight: Weight, y: Activation): void {
    for (const piece of weight.pieces) {
      this.recorder.dispatch(
        this.kernels.matmul[weight.type],
        { x: x.buffer, weight: piece.buffer, y: y.buffer },
        { inputs: weight.columns, outputs: piece.rows, first: piece.firstRow, width: y.width },
        { x: Math.ceil(piece.rows / groupSize), rows: x.rows },
      );
    }
  }

  rope(x: Activation, tables: { cosines: GPUBuffer; sines: GPUBuffer }, y: Activation, headDim: number): void {
    this.recorder.dispatch(
      this.kernels.rope,
      { batch: this.batch, x: x.buffer, ...tables, y: y.buffer },
      { heads: x.width / headDim, head_dim: headDim },
      { x: Math.ceil(x.width / 2 / groupSize), rows: x.rows },
    );
  }

  kvAppend(k: Activation, v: Activation, cache: { keys: GPUBuffer; values: GPUBuffer }): void {
    const { keys, values } = cache;
    this.recorder.dispatch(
      this.kernels.kvAppend,
      { batch: this.batch, k: k.buffer, v: v.buffer, keys, values },
      { width: k.width },
      elementwise(k),
    );
  }

  attention(
    q: Activation,
    cache: { keys: GPUBuffer; values: GPUBuffer },
    attn: Activation,
    heads: { heads: number; kvHeads: number; headDim: number },
  ): void {
    const { keys, values } = cache;
    this.recorder.dispatch(
      this.kernels.attention,
      { batch: this.batch, q: q.buffer, keys, values, attn: attn.buffer },
      { heads: heads.heads, kv_heads: heads.kvHeads, head_dim: heads.headDim, scale: heads.headDim ** -0.5 },
      { x: heads.heads, rows: q.rows },
    );
  }

  add(x: Activation, y: Activation): void {
    this.recorder.dispatch(this.kernels.add, { x: x.buffer, y: y.buffer }, { width: x.width }, elementwise(x));
  }

  swiglu(gate: Activation, up: Activation, act: Activation): void {
    this.recorder.dispatch(
      this.kernels.swiglu,
      { gate: gate.buffer, up: up.buffer, act: act.buffer },
      { width: act.width },
      elementwise(act),
    );
  }

  lastRow(x: Activation, y: Activation): void {
    this.recorder.dispatch(
      this.kernels.lastRow,
      { batch: this.batch, x: x.buffer, y: y.buffer },
      { width: x.width },
      elementwise(y),
    );
  }
}

function elementwise(activation: Activation) {
  return { x: Math.ceil(activation.width / groupSize), rows: activation.rows };
}

function onlyPiece(vector: Weight): GPUBuffer {
  const [piece] = vector.pieces;
  if (!piece || vector.pieces.length > 1) throw new Error(`${vector.label} is not in one piece`);
  return piece.buffer;
}
