import type { Recorder } from '../gpu/recording.ts';
import mergeProductAdd from '../../shaders/attn_out/merge_product_add.wgsl';
import normGateUp from '../../shaders/gate_up/norm_gate_up.wgsl';
import normProduct from '../../shaders/logits/norm_product.wgsl';
import normQkv from '../../shaders/qkv/norm_qkv.wgsl';
import productAdd from '../../shaders/down/product_add.wgsl';
import { attentionOfOne, splitConstants } from './attention/one_token.ts';
import { maxOf, sourceOf } from './compose.ts';
import type { AttentionOperands, FusedOps, Joins, LogitsOperands, NormedHeads, Projections } from './fused_ops.ts';
import {
  onlyPiece,
  placeInPack,
  weightTypes,
  weightUnit,
  type Activation,
  type LayerCache,
  type Weight,
  type WeightPack,
} from './operands.ts';
import type { Heads, ReferenceOps } from './plain/operations.ts';
import { ropeAppend } from './rope/record.ts';
import { teamLanes, type ProductTuning, type Tuning } from './tuning.ts';

/** Invocations a row, of teams made smaller to fit it. */
const leastTeam = 16;

const mostRows = maxOf(mergeProductAdd, 'rows_each');

/** The fused kernels for one token: most methods record one dispatch (one a piece where a weight is split). */
export class VectorOps implements FusedOps {
  constructor(
    private readonly recorder: Recorder<unknown>,
    private readonly batch: GPUBuffer,
    private readonly tuning: Tuning,
    readonly plain: ReferenceOps,
    readonly joins: Joins,
  ) {}

  normQkv(x: Activation, gain: Weight, pack: WeightPack, { q, k, v }: Projections, eps: number): void {
    const tuning = this.#fitting(this.tuning.qkv, pack.type, x.width);
    const [, kWeight, vWeight] = pack.weights;
    this.recorder.dispatch(
      sourceOf(
        normQkv,
        {
          ...this.#product(pack.type, x.width, tuning),
          gain_type: weightTypes[gain.type],
          q_rows: q.width,
          kv_rows: k.width,
          k_first: placeInPack(pack, kWeight!),
          v_first: placeInPack(pack, vWeight!),
          rows_each: tuning.rows,
        },
        this.tuning.choices,
      ),
      { x: x.binding, gain: onlyPiece(gain), weight: pack.binding, q: q.binding, k: k.binding, v: v.binding },
      { eps },
      rowsGrid(q.width + k.width + v.width, tuning),
    );
  }

  ropeAppend(b: AttentionOperands, qkNorm: WeightPack, cache: LayerCache, heads: NormedHeads): void {
    ropeAppend(this.recorder, this.batch, this.tuning, b, qkNorm, cache, heads);
  }

  attention(b: AttentionOperands, qkNorm: WeightPack, cache: LayerCache, heads: NormedHeads): void {
    attentionOfOne(this.recorder, this.batch, this.tuning, this.joins, b, qkNorm, cache, heads);
  }

  attentionOut(b: AttentionOperands, weight: Weight, x: Activation, sum: Activation, { headDim }: Heads): void {
    if (!this.joins.attentionOut) {
      this.productAdd(b.attn, weight, x, sum);
      return;
    }
    const { mostGroups, ...product } = this.#fitting(this.tuning.attentionOut, weight.type, weight.columns);
    const teams = product.groupSize / product.team;
    const tuning = { ...product, rows: Math.min(mostRows, Math.max(1, Math.ceil(x.width / teams / mostGroups))) };
    this.recorder.dispatch(
      sourceOf(
        mergeProductAdd,
        {
          ...this.#product(weight.type, weight.columns, tuning),
          outputs: x.width,
          rows_each: tuning.rows,
          head_vectors: headDim / 4,
          ...splitConstants(this.tuning.attention.splits),
        },
        this.tuning.choices,
      ),
      { parts: b.attentionParts, weight: onlyPiece(weight), x: x.binding, sum: sum.binding },
      {},
      rowsGrid(x.width, tuning),
    );
  }

  normGateUp(x: Activation, gain: Weight, pack: WeightPack, act: Activation, eps: number): void {
    const tuning = this.#fitting(this.tuning.gateUp, pack.type, x.width);
    this.recorder.dispatch(
      sourceOf(
        normGateUp,
        {
          ...this.#product(pack.type, x.width, tuning),
          gain_type: weightTypes[gain.type],
          outputs: act.width,
          up_first: placeInPack(pack, pack.weights[1]!),
          rows_each: 2,
        },
        this.tuning.choices,
      ),
      { x: x.binding, gain: onlyPiece(gain), weight: pack.binding, act: act.binding },
      { eps },
      rowsGrid(act.width, tuning),
    );
  }

  productAdd(y: Activation, weight: Weight, x: Activation, sum: Activation): void {
    const tuning = this.#fitting(this.tuning.down, weight.type, y.width);
    this.recorder.dispatch(
      sourceOf(productAdd, { ...this.#product(weight.type, y.width, tuning), outputs: x.width }, this.tuning.choices),
      { y: y.binding, weight: onlyPiece(weight), x: x.binding, sum: sum.binding },
      {},
      rowsGrid(x.width, tuning),
    );
  }

  /** The batch's one token is its last, whichever rows get logits. */
  logits({ x, logits }: LogitsOperands, gain: Weight, weight: Weight, eps: number): void {
    const tuning = this.#fitting(this.tuning.logits, weight.type, x.width);
    for (const piece of weight.pieces) {
      this.recorder.dispatch(
        sourceOf(
          normProduct,
          { ...this.#product(weight.type, x.width, tuning), gain_type: weightTypes[gain.type], rows_each: tuning.rows },
          this.tuning.choices,
        ),
        { x: x.binding, gain: onlyPiece(gain), weight: piece.binding, y: logits.binding },
        { outputs: piece.rows, first: piece.firstRow, eps },
        rowsGrid(piece.rows, tuning),
      );
    }
  }

  /** With a team, down to `leastTeam`, that has at most a quarter of its steps to spare in a row. */
  #fitting<T extends { team: number }>(tuning: T, type: Weight['type'], inputs: number): T {
    const chunks = Math.ceil(inputs / (8 * eightsEach(type, inputs)));
    let { team } = tuning;
    while (team > leastTeam && 0.75 * team * Math.ceil(chunks / team) > chunks) team /= 2;
    return { ...tuning, team };
  }

  #product(type: Weight['type'], inputs: number, { groupSize, team }: Omit<ProductTuning, 'rows'>) {
    return {
      weight_type: weightTypes[type],
      whole_eights: inputs % 8 === 0 ? 1 : 0,
      group_size: groupSize,
      ...teamLanes(team, this.tuning),
      inputs,
      eights_each: eightsEach(type, inputs),
    };
  }
}

/** Eights that an invocation takes at a time (shaders/formats/chunk.wgsl): as many as 16 bytes hold, where a row is whole superblocks. */
function eightsEach(type: Weight['type'], inputs: number): number {
  if (inputs % weightUnit(type).elements !== 0) return 1;
  return { F32: 1, F16: 1, BF16: 1, Q8: 2, Q4: 4 }[type];
}

/** Workgroups for `outputs` rows of a product. */
function rowsGrid(outputs: number, { groupSize, team, rows }: ProductTuning) {
  return { x: Math.ceil(outputs / rows / (groupSize / team)), y: 1 };
}
