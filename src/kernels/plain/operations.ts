/**
 * The plain operations of reference expansions. Each records one dispatch, or one per piece of a split weight or cache. They are written to be
 * obviously right, not fast. Shapes are in the WGSL files; the number of rows is that of the activations.
 */
import type { Rows } from '../../gpu/recording.ts';
import addKernel from '../../../shaders/plain/add.wgsl';
import attentionKernel from '../../../shaders/plain/attention.wgsl';
import embedKernel from '../../../shaders/plain/embed.wgsl';
import kvAppendKernel from '../../../shaders/plain/kv_append.wgsl';
import lastRowKernel from '../../../shaders/plain/last_row.wgsl';
import matmulKernel from '../../../shaders/plain/matmul.wgsl';
import rmsNormKernel from '../../../shaders/plain/rms_norm.wgsl';
import ropeKernel from '../../../shaders/plain/rope.wgsl';
import swigluKernel from '../../../shaders/plain/swiglu.wgsl';
import { cacheChoice, formatOfCache } from '../attention/cache.ts';
import type { Heads } from '../attention/operands.ts';
import { floatsByBits, sourceOf } from '../compose.ts';
import type { PlainContext } from '../context.ts';
import { onlyPiece, weightTypes, type Activation, type LayerCache, type Weight } from '../operands.ts';

/** Invocations per workgroup: a power of two, at least 64 (attention.wgsl), within every adapter's 256. */
const groupSize = 64;

export function embed({ recorder, batch }: PlainContext, ids: GPUBuffer, table: Weight, x: Activation): void {
  for (const piece of table.pieces) {
    recorder.dispatch(
      sourceOf(embedKernel, { weight_type: weightTypes[table.type], group_size: groupSize }, floatsByBits),
      { batch, ids, table: piece.binding, x: x.binding },
      { width: x.width, first_row: piece.firstRow, rows: piece.rows },
      elementwise(x),
    );
  }
}

export function rmsNorm({ recorder }: PlainContext, x: Activation, gain: Weight, y: Activation, eps: number): void {
  recorder.dispatch(
    sourceOf(rmsNormKernel, { weight_type: weightTypes[gain.type], group_size: groupSize }, floatsByBits),
    { x: x.binding, gain: onlyPiece(gain), y: y.binding },
    { width: x.width, eps },
    'fixed' in x.rows ? { x: x.rows.fixed, y: 1 } : { x: x.rows.perToken, y: each({ perToken: 1 }) },
  );
}

export function matmul({ recorder }: PlainContext, x: Activation, weight: Weight, y: Activation): void {
  for (const piece of weight.pieces) {
    recorder.dispatch(
      sourceOf(matmulKernel, { weight_type: weightTypes[weight.type], group_size: groupSize }, floatsByBits),
      { x: x.binding, weight: piece.binding, y: y.binding },
      { inputs: weight.columns, outputs: piece.rows, first: piece.firstRow, width: y.width },
      { x: Math.ceil(piece.rows / groupSize), y: each(x.rows) },
    );
  }
}

export function rope(
  { recorder, batch }: PlainContext,
  x: Activation,
  rotations: GPUBuffer,
  y: Activation,
  headDim: number,
): void {
  recorder.dispatch(
    sourceOf(ropeKernel, { group_size: groupSize }, {}),
    { batch, x: x.binding, rotations, y: y.binding },
    { heads: x.width / headDim, head_dim: headDim },
    { x: Math.ceil(x.width / 2 / groupSize), y: each(x.rows) },
  );
}

export function kvAppend(
  { recorder, batch }: PlainContext,
  k: Activation,
  v: Activation,
  cache: LayerCache,
  headDim: number,
): void {
  const headVectors = cache.stride / 4;
  for (const { keys, values, firstHead, heads } of cache.pieces) {
    recorder.dispatch(
      sourceOf(kvAppendKernel, { group_size: groupSize }, { ...floatsByBits, ...cacheChoice(cache) }),
      { batch, k: k.binding, v: v.binding, keys, values },
      {
        width: k.width,
        first: firstHead * headDim,
        cache_heads: heads,
        head_dim: headDim,
        head_vectors: headVectors,
      },
      { x: Math.ceil((heads * headVectors) / groupSize), y: each(k.rows) },
    );
  }
}

export function attention(
  { recorder, batch }: PlainContext,
  q: Activation,
  { type, pieces, stride }: LayerCache,
  attn: Activation,
  { heads, kvHeads, headDim }: Heads,
): void {
  const queryGroup = heads / kvHeads;
  for (const piece of pieces) {
    recorder.dispatch(
      sourceOf(attentionKernel, { weight_type: weightTypes[formatOfCache[type]], group_size: groupSize }, floatsByBits),
      { batch, q: q.binding, keys: piece.keys, values: piece.values, attn: attn.binding },
      {
        heads,
        query_group: queryGroup,
        first_head: piece.firstHead * queryGroup,
        cache_heads: piece.heads,
        head_dim: headDim,
        stride,
        scale: headDim ** -0.5,
      },
      { x: piece.heads * queryGroup, y: each(q.rows) },
    );
  }
}

export function add({ recorder }: PlainContext, x: Activation, y: Activation, sum: Activation): void {
  recorder.dispatch(
    sourceOf(addKernel, { group_size: groupSize }, {}),
    { x: x.binding, y: y.binding, sum: sum.binding },
    { width: x.width },
    elementwise(x),
  );
}

export function swiglu({ recorder }: PlainContext, gate: Activation, up: Activation, act: Activation): void {
  recorder.dispatch(
    sourceOf(swigluKernel, { group_size: groupSize }, {}),
    { gate: gate.binding, up: up.binding, act: act.binding },
    { width: act.width },
    elementwise(act),
  );
}

export function lastRow({ recorder, batch }: PlainContext, x: Activation, y: Activation): void {
  recorder.dispatch(
    sourceOf(lastRowKernel, { group_size: groupSize }, {}),
    { batch, x: x.binding, y: y.binding },
    { width: x.width },
    elementwise(y),
  );
}

function each(rows: Rows) {
  return { rows, each: 1 };
}

function elementwise(activation: Activation) {
  return { x: Math.ceil(activation.width / groupSize), y: each(activation.rows) };
}
