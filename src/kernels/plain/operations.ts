import type { Recorder, Rows } from '../../gpu/recording.ts';
import add from '../../../shaders/plain/add.wgsl';
import attention from '../../../shaders/plain/attention.wgsl';
import embed from '../../../shaders/plain/embed.wgsl';
import kvAppend from '../../../shaders/plain/kv_append.wgsl';
import lastRow from '../../../shaders/plain/last_row.wgsl';
import matmul from '../../../shaders/plain/matmul.wgsl';
import rmsNorm from '../../../shaders/plain/rms_norm.wgsl';
import rope from '../../../shaders/plain/rope.wgsl';
import swiglu from '../../../shaders/plain/swiglu.wgsl';
import { sourceOf } from '../compose.ts';
import { onlyPiece, weightTypes, type Activation, type LayerCache, type Weight } from '../operands.ts';

/** Invocations a workgroup: a power of two, at least 64 (attention.wgsl), within every adapter's 256. */
const groupSize = 64;

/** Sizes of a model's attention. */
export interface Heads {
  heads: number;
  kvHeads: number;
  headDim: number;
}

/**
 * The plain operations a reference expansion is written in: each method records one dispatch (one a piece where a weight
 * is split), obviously right before fast. Shapes are those of ts; rows follow from the activations.
 */
export class ReferenceOps {
  constructor(
    private readonly recorder: Recorder<unknown>,
    private readonly batch: GPUBuffer,
  ) {}

  embed(ids: GPUBuffer, table: Weight, x: Activation): void {
    for (const piece of table.pieces) {
      this.recorder.dispatch(
        sourceOf(embed, { weight_type: weightTypes[table.type], group_size: groupSize }, {}),
        { batch: this.batch, ids, table: piece.binding, x: x.binding },
        { width: x.width, first_row: piece.firstRow, rows: piece.rows },
        elementwise(x),
      );
    }
  }

  rmsNorm(x: Activation, gain: Weight, y: Activation, eps: number): void {
    this.recorder.dispatch(
      sourceOf(rmsNorm, { weight_type: weightTypes[gain.type], group_size: groupSize }, {}),
      { x: x.binding, gain: onlyPiece(gain), y: y.binding },
      { width: x.width, eps },
      { x: 1, y: each(x.rows) },
    );
  }

  matmul(x: Activation, weight: Weight, y: Activation): void {
    for (const piece of weight.pieces) {
      this.recorder.dispatch(
        sourceOf(matmul, { weight_type: weightTypes[weight.type], group_size: groupSize }, {}),
        { x: x.binding, weight: piece.binding, y: y.binding },
        { inputs: weight.columns, outputs: piece.rows, first: piece.firstRow, width: y.width },
        { x: Math.ceil(piece.rows / groupSize), y: each(x.rows) },
      );
    }
  }

  rope(x: Activation, rotations: GPUBuffer, y: Activation, headDim: number): void {
    this.recorder.dispatch(
      sourceOf(rope, { group_size: groupSize }, {}),
      { batch: this.batch, x: x.binding, rotations, y: y.binding },
      { heads: x.width / headDim, head_dim: headDim },
      { x: Math.ceil(x.width / 2 / groupSize), y: each(x.rows) },
    );
  }

  kvAppend(k: Activation, v: Activation, { keys, values, stride }: LayerCache, headDim: number): void {
    this.recorder.dispatch(
      sourceOf(kvAppend, { group_size: groupSize }, {}),
      { batch: this.batch, k: k.binding, v: v.binding, keys, values },
      { width: k.width, head_dim: headDim, stride },
      elementwise(k),
    );
  }

  attention(q: Activation, { keys, values, stride }: LayerCache, attn: Activation, heads: Heads): void {
    this.recorder.dispatch(
      sourceOf(attention, { group_size: groupSize }, {}),
      { batch: this.batch, q: q.binding, keys, values, attn: attn.binding },
      {
        heads: heads.heads,
        kv_heads: heads.kvHeads,
        head_dim: heads.headDim,
        stride,
        scale: heads.headDim ** -0.5,
      },
      { x: heads.heads, y: each(q.rows) },
    );
  }

  add(x: Activation, y: Activation, sum: Activation): void {
    this.recorder.dispatch(
      sourceOf(add, { group_size: groupSize }, {}),
      { x: x.binding, y: y.binding, sum: sum.binding },
      { width: x.width },
      elementwise(x),
    );
  }

  swiglu(gate: Activation, up: Activation, act: Activation): void {
    this.recorder.dispatch(
      sourceOf(swiglu, { group_size: groupSize }, {}),
      { gate: gate.binding, up: up.binding, act: act.binding },
      { width: act.width },
      elementwise(act),
    );
  }

  lastRow(x: Activation, y: Activation): void {
    this.recorder.dispatch(
      sourceOf(lastRow, { group_size: groupSize }, {}),
      { batch: this.batch, x: x.binding, y: y.binding },
      { width: x.width },
      elementwise(y),
    );
  }
}

function each(rows: Rows) {
  return { rows, each: 1 };
}

function elementwise(activation: Activation) {
  return { x: Math.ceil(activation.width / groupSize), y: each(activation.rows) };
}
