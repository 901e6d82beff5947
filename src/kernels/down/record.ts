import productAdd from '../../../shaders/down/product_add.wgsl';
import productAddFew from '../../../shaders/down/product_add_few.wgsl';
import productAddMatrices from '../../../shaders/down/product_add_matrices.wgsl';
import productAddTiles from '../../../shaders/down/product_add_tiles.wgsl';
import type { AdapterTraits } from '../adapter_traits.ts';
import { sourceOf } from '../compose.ts';
import type { Context } from '../context.ts';
import { onlyPiece, type Activation, type Weight } from '../operands.ts';
import { matrixGrid, splitRows, splitWeights, usesMatrices, type MatrixContext } from '../products/matrices.ts';
import { isFew } from '../../vocabulary/batch_shape.ts';
import {
  cpuProduct,
  fewGrid,
  fitting,
  productConstants,
  productGrid,
  type ProductSizes,
} from '../products/one_token.ts';
import { tileConstants, tileGrid, type TileSizes } from '../products/tiles.ts';

/** How `down` is divided. */
export interface DownSizes {
  down: ProductSizes;
  tiles: TileSizes;
}

interface Operands {
  /** What is projected. */
  y: Activation;
  weight: Weight;
  /** The residual stream before, and after. */
  x: Activation;
  sum: Activation;
}

export function downSizes({ isCpu }: AdapterTraits): ProductSizes {
  return isCpu ? cpuProduct : { groupSize: 256, team: 128, rows: 1 };
}

/** sum = x + W y, all [tokens, ...]. Also records `attn_out`. One dispatch, or three by subgroup matrices. */
export function recordProductAdd(on: Context<DownSizes>, operands: Operands): void {
  if (isFew(on.shape)) recordFewAdd(on, operands, on.tuning.down);
  else if (on.shape !== 'many') oneToken(on, operands);
  else if (usesMatrices(on, [operands.weight])) byMatrices(on, operands);
  else manyTokens(on, operands);
}

function oneToken({ recorder, tuning }: Context<DownSizes>, { y, weight, x, sum }: Operands): void {
  const sizes = fitting(tuning.down, weight.type, y.width);
  recorder.dispatch(
    sourceOf(
      productAdd,
      { ...productConstants(tuning, weight.type, y.width, sizes), outputs: x.width },
      tuning.choices,
    ),
    { y: y.binding, weight: onlyPiece(weight), x: x.binding, sum: sum.binding },
    {},
    productGrid(x.width, sizes),
  );
}

/** The same of a few tokens, divided as `wanted`. */
export function recordFewAdd(
  { recorder, tuning }: Context,
  { y, weight, x, sum }: Operands,
  wanted: ProductSizes,
): void {
  const sizes = fitting(wanted, weight.type, y.width);
  recorder.dispatch(
    sourceOf(
      productAddFew,
      { ...productConstants(tuning, weight.type, y.width, sizes), outputs: x.width },
      tuning.choices,
    ),
    { y: y.binding, weight: onlyPiece(weight), x: x.binding, sum: sum.binding },
    {},
    fewGrid(x.width, sizes, x.rows),
  );
}

function manyTokens({ recorder, batch, tuning }: Context<DownSizes>, { y, weight, x, sum }: Operands): void {
  recorder.dispatch(
    sourceOf(productAddTiles, tileConstants(tuning.tiles, weight.type, y.width), tuning.choices),
    { batch, y: y.binding, weight: onlyPiece(weight), x: x.binding, sum: sum.binding },
    { outputs: x.width },
    tileGrid(tuning.tiles, x.width, x.rows),
  );
}

function byMatrices(on: MatrixContext, { y, weight, x, sum }: Operands): void {
  splitRows(on, y);
  const { constants, operands, lowParts } = splitWeights(on, [{ weight, firstRow: 0 }]);
  on.recorder.dispatch(
    sourceOf(productAddMatrices, constants, {}),
    { ...operands, x: x.binding, sum: sum.binding },
    { outputs: x.width, ...lowParts },
    matrixGrid(x.width, y.rows),
  );
}
