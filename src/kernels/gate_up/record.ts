import gateUpMatrices from '../../../shaders/gate_up/gate_up_matrices.wgsl';
import normGateUp from '../../../shaders/gate_up/norm_gate_up.wgsl';
import normGateUpFew from '../../../shaders/gate_up/norm_gate_up_few.wgsl';
import normGateUpTiles from '../../../shaders/gate_up/norm_gate_up_tiles.wgsl';
import type { AdapterTraits } from '../adapter_traits.ts';
import { sourceOf } from '../compose.ts';
import type { Context } from '../context.ts';
import { weightTypes } from '../formats/formats.ts';
import { onlyPiece, onlyType, placeInPack, type Activation, type Weight, type WeightPack } from '../operands.ts';
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
import { roundUp, tileOutputs } from '../products/split_buffers.ts';
import { tileConstants, tileGrid, type TileSizes } from '../products/tiles.ts';

/** How `gate_up` is divided. */
export interface GateUpSizes {
  gateUp: ProductSizes;
  tiles: TileSizes;
}

interface Operands {
  x: Activation;
  /** Of the norm before the products. */
  gain: Weight;
  /** The weights of gate and up. */
  pack: WeightPack;
  act: Activation;
  eps: number;
}

export function gateUpSizes({ isCpu }: AdapterTraits): ProductSizes {
  return isCpu ? cpuProduct : { groupSize: 256, team: 32, rows: 1 };
}

/** x [tokens, width] -> act = silu(gate) * up, from the normed x. One dispatch, or four by subgroup matrices. */
export function recordGateUp(on: Context<GateUpSizes>, operands: Operands): void {
  if (on.shape !== 'many') fewTokens(on, operands);
  else if (usesMatrices(on, operands.pack.weights)) byMatrices(on, operands);
  else manyTokens(on, operands);
}

/** Of one token, or of a few. */
function fewTokens({ recorder, tuning, shape }: Context<GateUpSizes>, { x, gain, pack, act, eps }: Operands): void {
  const type = onlyType(pack);
  const sizes = fitting(tuning.gateUp, type, x.width);
  recorder.dispatch(
    sourceOf(
      isFew(shape) ? normGateUpFew : normGateUp,
      {
        ...productConstants(tuning, type, x.width, sizes),
        gain_type: weightTypes[gain.type],
        outputs: act.width,
        up_first: placeInPack(pack, pack.weights[1]!),
        rows_each: 2, // of gate and of up
      },
      tuning.choices,
    ),
    { x: x.binding, gain: onlyPiece(gain), weight: pack.binding, act: act.binding },
    { eps },
    isFew(shape) ? fewGrid(act.width, sizes, x.rows) : productGrid(act.width, sizes),
  );
}

function manyTokens({ recorder, batch, tuning }: Context<GateUpSizes>, { x, gain, pack, act, eps }: Operands): void {
  recorder.dispatch(
    sourceOf(
      normGateUpTiles,
      { ...tileConstants(tuning.tiles, onlyType(pack), x.width), gain_type: weightTypes[gain.type] },
      tuning.choices,
    ),
    { batch, x: x.binding, gain: onlyPiece(gain), weight: pack.binding, act: act.binding },
    { outputs: act.width, up_first: placeInPack(pack, pack.weights[1]!), eps },
    tileGrid(tuning.tiles, 2 * act.width, x.rows),
  );
}

function byMatrices(on: MatrixContext, { x, gain, pack, act, eps }: Operands): void {
  splitNormedRows(on, x, gain, eps);
  // A tile takes half its outputs from gate and the same of up.
  const upRow = roundUp(act.width, tileOutputs / 2);
  const [gate, up] = pack.weights;
  const { constants, operands, lowParts } = splitWeights(on, [
    { weight: gate!, firstRow: 0 },
    { weight: up!, firstRow: upRow },
  ]);
  on.recorder.dispatch(
    sourceOf(gateUpMatrices, constants, {}),
    { ...operands, act: act.binding },
    { outputs: act.width, up_row: upRow, ...lowParts },
    matrixGrid(2 * act.width, x.rows),
  );
}
