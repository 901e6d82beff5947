import type { Batch, Recorder } from '../gpu/recording.ts';
import { fusedKernel } from './compose.ts';
import * as contracts from './fused_contracts.ts';
import type { AttentionOperands, FusedOps, Joins, LogitsOperands, NormedHeads, Projections } from './fused_ops.ts';
import {
  onlyPiece,
  placeInPack,
  weightTypes,
  type Activation,
  type LayerCache,
  type Weight,
  type WeightPack,
} from './operands.ts';
import type { Heads, ReferenceOps } from './reference_ops.ts';
import { ropeAppend } from './rope_append.ts';
import { splitsOf, type ProductTuning, type SplitTuning, type Tuning } from './tuning.ts';

/** Rows a team of merge_product_add.wgsl. */
const mostRows = 4;

/** Query heads of a key head that the attention of one token has room for. */
export const mostQueryHeads = 8;

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
    const tuning = this.tuning.qkv;
    const [, kWeight, vWeight] = pack.weights;
    this.recorder.dispatch(
      fusedKernel(
        contracts.normQkv,
        { ...this.#product(pack.type, x.width, tuning), gain_type: weightTypes[gain.type], rows_each: tuning.rows },
        this.tuning.teamSums,
      ),
      { x: x.binding, gain: onlyPiece(gain), weight: pack.binding, q: q.binding, k: k.binding, v: v.binding },
      {
        q_rows: q.width,
        kv_rows: k.width,
        k_first: placeInPack(pack, kWeight!),
        v_first: placeInPack(pack, vWeight!),
        eps,
      },
      rowsGrid(q.width + k.width + v.width, tuning),
    );
  }

  ropeAppend(b: AttentionOperands, qkNorm: WeightPack, cache: LayerCache, heads: NormedHeads): void {
    ropeAppend(this.recorder, this.batch, this.tuning, b, qkNorm, cache, heads);
  }

  /** The splits, and, unless `attn_out` does it, their merging. */
  attention(b: AttentionOperands, qkNorm: WeightPack, cache: LayerCache, heads: NormedHeads): void {
    const { groupSize, team, splits } = this.tuning.attention;
    const rotate = this.joins.ropeAttention;
    const headVectors = cache.stride / 4;
    const queryGroup = heads.heads / heads.kvHeads;
    const constants = {
      weight_type: weightTypes[qkNorm.type],
      // At least a column of the values an invocation, and at most 8 KiB of sums to merge.
      group_size: Math.max(Math.min(groupSize, 512 / powerOfTwo(queryGroup)), powerOfTwo(headVectors)),
      head_vectors: headVectors,
      query_group: queryGroup,
      rotate: rotate ? 1 : 0,
      ...splitConstants(splits),
    };
    const operands = {
      batch: this.batch,
      q: rotate ? b.q.binding : b.qRotated.binding,
      k: b.k.binding,
      v: b.v.binding,
      gains: qkNorm.binding,
      rotations: b.rotations,
      cache: cache.whole,
      parts: b.attentionParts,
    };
    const params = {
      kv_heads: heads.kvHeads,
      head_dim: heads.headDim,
      k_gain_first: placeInPack(qkNorm, qkNorm.weights[1]!),
      values_first: cache.values.offset / 16,
      scale: heads.headDim ** -0.5,
      eps: heads.rmsNormEps,
    };
    const grid = { x: heads.kvHeads, y: ({ start }: Batch) => splitsOf(start + 1, splits) };
    const { teamSums } = this.tuning;
    if (this.#subgroupsHold(heads.headDim)) {
      this.recorder.dispatch(fusedKernel(contracts.attentionLanes, constants, teamSums), operands, params, grid);
    } else {
      const portable = fusedKernel(contracts.attentionSplit, { ...constants, ...this.#lanes(team) }, teamSums);
      this.recorder.dispatch(portable, operands, params, grid);
    }
    if (this.joins.attentionOut) return;
    this.recorder.dispatch(
      fusedKernel(
        contracts.attentionMerge,
        {
          group_size: Math.max(this.tuning.attentionMerge, powerOfTwo(headVectors)),
          query_group: 1,
          head_vectors: headVectors,
          ...splitConstants(splits),
        },
        this.tuning.teamSums,
      ),
      { batch: this.batch, parts: b.attentionParts, attn: b.attn.binding },
      { head_dim: heads.headDim },
      { x: heads.heads, y: 1 },
    );
  }

  attentionOut(b: AttentionOperands, weight: Weight, x: Activation, sum: Activation, { headDim }: Heads): void {
    if (!this.joins.attentionOut) {
      this.productAdd(b.attn, weight, x, sum);
      return;
    }
    const { mostGroups, ...product } = this.tuning.attentionOut;
    const teams = product.groupSize / product.team;
    const tuning = { ...product, rows: Math.min(mostRows, Math.max(1, Math.ceil(x.width / teams / mostGroups))) };
    this.recorder.dispatch(
      fusedKernel(
        contracts.mergeProductAdd,
        {
          ...this.#product(weight.type, weight.columns, tuning),
          rows_each: tuning.rows,
          head_vectors: headDim / 4,
          ...splitConstants(this.tuning.attention.splits),
        },
        this.tuning.teamSums,
      ),
      { parts: b.attentionParts, weight: onlyPiece(weight), x: x.binding, sum: sum.binding },
      { outputs: x.width },
      rowsGrid(x.width, tuning),
    );
  }

  normGateUp(x: Activation, gain: Weight, pack: WeightPack, act: Activation, eps: number): void {
    this.recorder.dispatch(
      fusedKernel(
        contracts.normGateUp,
        { ...this.#product(pack.type, x.width, this.tuning.gateUp), gain_type: weightTypes[gain.type] },
        this.tuning.teamSums,
      ),
      { x: x.binding, gain: onlyPiece(gain), weight: pack.binding, act: act.binding },
      { outputs: act.width, up_first: placeInPack(pack, pack.weights[1]!), eps },
      rowsGrid(act.width, this.tuning.gateUp),
    );
  }

  productAdd(y: Activation, weight: Weight, x: Activation, sum: Activation): void {
    const tuning = this.#even(this.tuning.down, y.width);
    this.recorder.dispatch(
      fusedKernel(contracts.productAdd, this.#product(weight.type, y.width, tuning), this.tuning.teamSums),
      { y: y.binding, weight: onlyPiece(weight), x: x.binding, sum: sum.binding },
      { outputs: x.width },
      rowsGrid(x.width, tuning),
    );
  }

  /** The batch's one token is its last, whichever rows get logits. */
  logits({ x, logits }: LogitsOperands, gain: Weight, weight: Weight, eps: number): void {
    const tuning = this.tuning.logits;
    for (const piece of weight.pieces) {
      this.recorder.dispatch(
        fusedKernel(
          contracts.normProduct,
          { ...this.#product(weight.type, x.width, tuning), gain_type: weightTypes[gain.type], rows_each: tuning.rows },
          this.tuning.teamSums,
        ),
        { x: x.binding, gain: onlyPiece(gain), weight: piece.binding, y: logits.binding },
        { outputs: piece.rows, first: piece.firstRow, eps },
        rowsGrid(piece.rows, tuning),
      );
    }
  }

  /** Whether attention_lanes.wgsl fits: a vec4 of a head a lane, the other half of a pair half the lanes away. */
  #subgroupsHold(headDim: number): boolean {
    const vectors = headDim / 4;
    return vectors >= 2 && powerOfTwo(vectors) === vectors && vectors <= this.tuning.subgroupLanes;
  }

  /** Half a team a row where that divides it evenly and a whole one does not: then no load is conditional. */
  #even(tuning: ProductTuning, inputs: number): ProductTuning {
    const half = tuning.team / 2;
    const better = inputs % (16 * half) !== 0 && inputs % (8 * half) === 0 && half >= this.tuning.subgroupLanes;
    return better ? { ...tuning, team: half } : tuning;
  }

  #product(type: Weight['type'], inputs: number, { groupSize, team }: Omit<ProductTuning, 'rows'>) {
    return {
      weight_type: weightTypes[type],
      whole_eights: inputs % 8 === 0 ? 1 : 0,
      group_size: groupSize,
      ...this.#lanes(team),
      inputs,
    };
  }

  #lanes(team: number) {
    return { team, subgroup_lanes: Math.min(team, this.tuning.subgroupLanes) };
  }
}

function splitConstants({ fewest, many, most }: SplitTuning) {
  return { fewest_splits: fewest, many_splits: many, split_most: most };
}

/** Workgroups for `outputs` rows of a product. */
function rowsGrid(outputs: number, { groupSize, team, rows }: ProductTuning) {
  return { x: Math.ceil(outputs / rows / (groupSize / team)), y: 1 };
}

/** The least power of two that is at least `value`. */
function powerOfTwo(value: number): number {
  return 2 ** Math.ceil(Math.log2(value));
}
