import normQkv from '../../../shaders/qkv/norm_qkv.wgsl';
import normQkvFew from '../../../shaders/qkv/norm_qkv_few.wgsl';
import normQkvTiles from '../../../shaders/qkv/norm_qkv_tiles.wgsl';
import qkvMatrices from '../../../shaders/qkv/qkv_matrices.wgsl';
import type { AdapterTraits } from '../adapter_traits.ts';
import { sourceOf } from '../compose.ts';
import type { Context } from '../context.ts';
import { weightTypes } from '../formats/formats.ts';
import { recordNormProduct, type LogitsSizes } from '../logits/record.ts';
import {
  isMixed,
  onlyPiece,
  onlyType,
  placeInPack,
  type Activation,
  type Weight,
  type WeightPack,
} from '../operands.ts';
import { matrixGrid, splitNormedRows, splitWeights, usesMatrices, type MatrixContext } from '../products/matrices.ts';
import { isFew } from '../../vocabulary/batch_shape.ts';
import {
  cpuProduct,
  fewGrid,
  fitting,
  productConstants,
  productGrid,
  type ProductSizes,
} from '../products/one_token.ts';
import { roundUp } from '../products/split_buffers.ts';
import { tileConstants, tileGrid, type TileSizes } from '../products/tiles.ts';

/** How `qkv` is divided. */
export interface QkvSizes extends LogitsSizes {
  qkv: ProductSizes;
  tiles: TileSizes;
}

export interface Projections {
  q: Activation;
  k: Activation;
  v: Activation;
}

interface Operands {
  x: Activation;
  /** Of the norm before the products. */
  gain: Weight;
  weights: { q: Weight; k: Weight; v: Weight };
  /** All three together; null where no kernel reads their types together or one binding cannot hold them. */
  pack: WeightPack | null;
  to: Projections;
  eps: number;
}

type Packed = Operands & { pack: WeightPack };

export function qkvSizes({ isCpu }: AdapterTraits): ProductSizes {
  return isCpu ? { ...cpuProduct, rows: 3 } : { groupSize: 256, team: 64, rows: 2 };
}

/**
 * x [tokens, width] -> q, k and v, from the normed x. One dispatch, or five by subgroup matrices; one for each of the three if they have no pack, and
 * in tiles if their types differ.
 */
export function recordQkv(on: Context<QkvSizes>, operands: Operands): void {
  const { q, k, v } = operands.weights;
  if (on.shape === 'many' && usesMatrices(on, [q, k, v])) byMatrices(on, operands);
  else if (!isPacked(operands) || (on.shape === 'many' && isMixed(operands.pack))) apart(on, operands);
  else if (on.shape === 'many') manyTokens(on, operands);
  else fewTokens(on, operands);
}

function isPacked(operands: Operands): operands is Packed {
  return operands.pack !== null;
}

function apart(on: Context<QkvSizes>, { x, gain, weights, to, eps }: Operands): void {
  for (const name of ['q', 'k', 'v'] as const) {
    recordNormProduct(on, { x, gain, weight: weights[name], y: to[name], eps });
  }
}

/** Of one token, or of a few. */
function fewTokens(
  { recorder, tuning, shape }: Context<QkvSizes>,
  { x, gain, pack, to: { q, k, v }, eps }: Packed,
): void {
  const [qWeight, kWeight, vWeight] = pack.weights as [Weight, Weight, Weight];
  const sizes = fitting(tuning.qkv, qWeight.type, x.width);
  // Where types differ, a workgroup has rows of one weight.
  const step = isMixed(pack) ? (sizes.groupSize / sizes.team) * sizes.rows : 1;
  const kRow = roundUp(q.width, step);
  const vRow = roundUp(kRow + k.width, step);
  recorder.dispatch(
    sourceOf(
      isFew(shape) ? normQkvFew : normQkv,
      {
        ...productConstants(tuning, qWeight.type, x.width, sizes),
        gain_type: weightTypes[gain.type],
        q_rows: q.width,
        kv_rows: k.width,
        k_first: placeInPack(pack, kWeight),
        v_first: placeInPack(pack, vWeight),
        k_row: kRow,
        v_row: vRow,
        k_type: weightTypes[kWeight.type],
        v_type: weightTypes[vWeight.type],
        rows_each: sizes.rows,
      },
      tuning.choices,
    ),
    { x: x.binding, gain: onlyPiece(gain), weight: pack.binding, q: q.binding, k: k.binding, v: v.binding },
    { eps },
    isFew(shape) ? fewGrid(vRow + v.width, sizes, x.rows) : productGrid(vRow + v.width, sizes),
  );
}

function manyTokens({ recorder, batch, tuning }: Context<QkvSizes>, operands: Packed): void {
  const { x, gain, pack, eps } = operands;
  const { q, k, v } = operands.to;
  const [, kWeight, vWeight] = pack.weights;
  recorder.dispatch(
    sourceOf(
      normQkvTiles,
      { ...tileConstants(tuning.tiles, onlyType(pack), x.width), gain_type: weightTypes[gain.type] },
      tuning.choices,
    ),
    { batch, x: x.binding, gain: onlyPiece(gain), weight: pack.binding, q: q.binding, k: k.binding, v: v.binding },
    {
      q_rows: q.width,
      kv_rows: k.width,
      k_first: placeInPack(pack, kWeight!),
      v_first: placeInPack(pack, vWeight!),
      eps,
    },
    tileGrid(tuning.tiles, q.width + k.width + v.width, x.rows),
  );
}

function byMatrices(on: MatrixContext, { x, gain, weights, to: { q, k, v }, eps }: Operands): void {
  splitNormedRows(on, x, gain, eps);
  const { constants, operands, lowParts } = splitWeights(on, [
    { weight: weights.q, firstRow: 0 },
    { weight: weights.k, firstRow: q.width },
    { weight: weights.v, firstRow: q.width + k.width },
  ]);
  on.recorder.dispatch(
    sourceOf(qkvMatrices, constants, {}),
    { ...operands, q: q.binding, k: k.binding, v: v.binding },
    { q_rows: q.width, kv_rows: k.width, ...lowParts },
    matrixGrid(q.width + k.width + v.width, x.rows),
  );
}
