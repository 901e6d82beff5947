import normQkv from '../../../shaders/qkv/norm_qkv.wgsl';
import normQkvTiles from '../../../shaders/qkv/norm_qkv_tiles.wgsl';
import qkvMatrices from '../../../shaders/qkv/qkv_matrices.wgsl';
import type { AdapterTraits } from '../adapter_traits.ts';
import { sourceOf } from '../compose.ts';
import type { Context } from '../context.ts';
import { weightTypes } from '../formats/formats.ts';
import { onlyPiece, placeInPack, type Activation, type Weight, type WeightPack } from '../operands.ts';
import {
  matrixGrid,
  matrixProduct,
  splitNormedRows,
  splitWeight,
  usesMatrices,
  type MatrixContext,
} from '../products/matrices.ts';
import { cpuProduct, fitting, productConstants, productGrid, type ProductSizes } from '../products/one_token.ts';
import { tileConstants, tileGrid, type TileSizes } from '../products/tiles.ts';

/** How `qkv` is divided. */
export interface QkvSizes {
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
  /** The weights of q, k and v. */
  pack: WeightPack;
  to: Projections;
  eps: number;
}

export function qkvSizes({ isCpu }: AdapterTraits): ProductSizes {
  return isCpu ? { ...cpuProduct, rows: 3 } : { groupSize: 256, team: 64, rows: 2 };
}

/** x [tokens, width] -> q, k and v, from the normed x. One dispatch, or five by subgroup matrices. */
export function recordQkv(on: Context<QkvSizes>, operands: Operands): void {
  if (on.shape !== 'many') oneToken(on, operands);
  else if (usesMatrices(on, operands.pack.type)) byMatrices(on, operands);
  else manyTokens(on, operands);
}

function oneToken({ recorder, tuning }: Context<QkvSizes>, { x, gain, pack, to: { q, k, v }, eps }: Operands): void {
  const sizes = fitting(tuning.qkv, pack.type, x.width);
  const [, kWeight, vWeight] = pack.weights;
  recorder.dispatch(
    sourceOf(
      normQkv,
      {
        ...productConstants(tuning, pack.type, x.width, sizes),
        gain_type: weightTypes[gain.type],
        q_rows: q.width,
        kv_rows: k.width,
        k_first: placeInPack(pack, kWeight!),
        v_first: placeInPack(pack, vWeight!),
        rows_each: sizes.rows,
      },
      tuning.choices,
    ),
    { x: x.binding, gain: onlyPiece(gain), weight: pack.binding, q: q.binding, k: k.binding, v: v.binding },
    { eps },
    productGrid(q.width + k.width + v.width, sizes),
  );
}

function manyTokens({ recorder, batch, tuning }: Context<QkvSizes>, operands: Operands): void {
  const { x, gain, pack, eps } = operands;
  const { q, k, v } = operands.to;
  const [, kWeight, vWeight] = pack.weights;
  recorder.dispatch(
    sourceOf(
      normQkvTiles,
      { ...tileConstants(tuning.tiles, pack.type, x.width), gain_type: weightTypes[gain.type] },
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

function byMatrices(on: MatrixContext, { x, gain, pack, to: { q, k, v }, eps }: Operands): void {
  splitNormedRows(on, x, gain, eps);
  let rows = 0;
  for (const weight of pack.weights) {
    splitWeight(on, weight, rows);
    rows += weight.rows;
  }
  const { constants, operands, lowParts } = matrixProduct(on, x.width, pack.type);
  on.recorder.dispatch(
    sourceOf(qkvMatrices, constants, {}),
    { ...operands, q: q.binding, k: k.binding, v: v.binding },
    { q_rows: q.width, kv_rows: k.width, ...lowParts },
    matrixGrid(rows, x.rows),
  );
}
