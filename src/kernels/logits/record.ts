import normProduct from '../../../shaders/logits/norm_product.wgsl';
import normProductFew from '../../../shaders/logits/norm_product_few.wgsl';
import normProductTiles from '../../../shaders/logits/norm_product_tiles.wgsl';
import type { AdapterTraits } from '../adapter_traits.ts';
import { sourceOf } from '../compose.ts';
import type { Context } from '../context.ts';
import { weightTypes } from '../formats/formats.ts';
import { onlyPiece, type Activation, type Weight } from '../operands.ts';
import { lastRow } from '../plain/operations.ts';
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

/** How `logits` is divided. */
export interface LogitsSizes {
  logits: ProductSizes;
  tiles: TileSizes;
}

interface Operands {
  x: Activation;
  /** The rows of x that get logits: x itself, or a copy of its last. */
  tail: Activation;
  logits: Activation;
  /** Of the final norm. */
  gain: Weight;
  weight: Weight;
  eps: number;
}

export function logitsSizes({ isCpu }: AdapterTraits): ProductSizes {
  return isCpu ? { ...cpuProduct, rows: 3 } : { groupSize: 256, team: 32, rows: 3 };
}

/** Logits of the batch's last token, or of every token if `tail` is x itself. One dispatch per piece of the weight, and one for the tail. */
export function recordLogits(on: Context<LogitsSizes>, operands: Operands): void {
  const { x, tail, logits: y } = operands;
  // A batch's one token is its last, whichever rows get logits.
  if (on.shape !== 'many' || tail === x) return recordNormProduct(on, { ...operands, y });
  lastRow(on, x, tail);
  oneToken(on, { ...operands, x: tail, y });
}

interface NormProduct {
  x: Activation;
  gain: Weight;
  weight: Weight;
  y: Activation;
  eps: number;
}

/** x [tokens, inputs] -> y [tokens, outputs], from the normed x. Also records `qkv` of several types. */
export function recordNormProduct(on: Context<LogitsSizes>, operands: NormProduct): void {
  if (on.shape === 'many') manyTokens(on, operands);
  else if (isFew(on.shape)) fewTokens(on, operands);
  else oneToken(on, operands);
}

function oneToken({ recorder, tuning }: Context<LogitsSizes>, { x, y, gain, weight, eps }: NormProduct): void {
  const { sizes, constants } = divided(tuning, x, gain, weight);
  for (const piece of weight.pieces) {
    recorder.dispatch(
      sourceOf(normProduct, constants, tuning.choices),
      { x: x.binding, gain: onlyPiece(gain), weight: piece.binding, y: y.binding },
      { outputs: piece.rows, first: piece.firstRow, eps },
      productGrid(piece.rows, sizes),
    );
  }
}

function fewTokens({ recorder, tuning }: Context<LogitsSizes>, { x, y, gain, weight, eps }: NormProduct): void {
  const { sizes, constants } = divided(tuning, x, gain, weight);
  for (const piece of weight.pieces) {
    recorder.dispatch(
      sourceOf(normProductFew, constants, tuning.choices),
      { x: x.binding, gain: onlyPiece(gain), weight: piece.binding, y: y.binding },
      { outputs: piece.rows, first: piece.firstRow, width: y.width, eps },
      fewGrid(piece.rows, sizes, x.rows),
    );
  }
}

/** How the product of one token or a few is divided. */
function divided(tuning: Context<LogitsSizes>['tuning'], x: Activation, gain: Weight, weight: Weight) {
  const sizes = fitting(tuning.logits, weight.type, x.width);
  const constants = {
    ...productConstants(tuning, weight.type, x.width, sizes),
    gain_type: weightTypes[gain.type],
    rows_each: sizes.rows,
  };
  return { sizes, constants };
}

function manyTokens(on: Context<LogitsSizes>, { x, y, gain, weight, eps }: NormProduct): void {
  const { recorder, batch, tuning } = on;
  for (const piece of weight.pieces) {
    recorder.dispatch(
      sourceOf(
        normProductTiles,
        { ...tileConstants(tuning.tiles, weight.type, x.width), gain_type: weightTypes[gain.type] },
        tuning.choices,
      ),
      { batch, x: x.binding, gain: onlyPiece(gain), weight: piece.binding, y: y.binding },
      { outputs: piece.rows, first: piece.firstRow, width: y.width, eps },
      tileGrid(tuning.tiles, piece.rows, x.rows),
    );
  }
}
