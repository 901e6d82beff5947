import type { Recorder } from '../gpu/recording.ts';
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
import { splitMost } from './splits.ts';
import type { Tuning } from './tuning.ts';

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
    const rowsEach = 1;
    const [, kWeight, vWeight] = pack.weights;
    this.recorder.dispatch(
      fusedKernel(
        contracts.normQkv,
        { ...this.#vector(pack.type, x.width), gain_type: weightTypes[gain.type], rows_each: rowsEach },
        this.tuning.teamSums,
      ),
      { x: x.buffer, gain: onlyPiece(gain), weight: pack.binding, q: q.buffer, k: k.buffer, v: v.buffer },
      {
        q_rows: q.width,
        kv_rows: k.width,
        k_first: placeInPack(pack, kWeight!),
        v_first: placeInPack(pack, vWeight!),
        eps,
      },
      this.#rows(q.width + k.width + v.width, rowsEach),
    );
  }

  ropeAppend(b: AttentionOperands, qkNorm: WeightPack, cache: LayerCache, heads: NormedHeads): void {
    ropeAppend(this.recorder, this.batch, this.tuning, b, qkNorm, cache, heads);
  }

  /** The splits, and, unless `attn_out` does it, their merging. */
  attention(b: AttentionOperands, qkNorm: WeightPack, cache: LayerCache, heads: NormedHeads): void {
    const { groupSize, team, fewestSplits } = this.tuning.attention;
    const rotate = this.joins.ropeAttention;
    this.recorder.dispatch(
      fusedKernel(
        contracts.attentionSplit,
        {
          weight_type: weightTypes[qkNorm.type],
          // A column of the values an invocation.
          group_size: Math.max(groupSize, powerOfTwo(cache.stride / 4)),
          fewest_splits: fewestSplits,
          team,
          subgroup_lanes: Math.min(team, this.tuning.subgroupLanes),
          head_vectors: cache.stride / 4,
          query_group: heads.heads / heads.kvHeads,
          rotate: rotate ? 1 : 0,
        },
        this.tuning.teamSums,
      ),
      {
        batch: this.batch,
        q: rotate ? b.q.buffer : b.qRotated.buffer,
        k: b.k.buffer,
        v: b.v.buffer,
        gains: qkNorm.binding,
        rotations: b.rotations,
        cache: cache.whole,
        parts: b.attentionParts,
      },
      {
        kv_heads: heads.kvHeads,
        head_dim: heads.headDim,
        k_gain_first: placeInPack(qkNorm, qkNorm.weights[1]!),
        values_first: cache.values.offset / 16,
        scale: heads.headDim ** -0.5,
        eps: heads.rmsNormEps,
      },
      { x: heads.kvHeads, y: { positionsEach: splitMost, atLeast: fewestSplits } },
    );
    if (this.joins.attentionOut) return;
    this.recorder.dispatch(
      fusedKernel(
        contracts.attentionMerge,
        { group_size: 32, head_vectors: cache.stride / 4, fewest_splits: fewestSplits },
        this.tuning.teamSums,
      ),
      { batch: this.batch, parts: b.attentionParts, attn: b.attn.buffer },
      { head_dim: heads.headDim },
      { x: heads.heads, y: 1 },
    );
  }

  attentionOut(b: AttentionOperands, weight: Weight, x: Activation, { headDim }: Heads): void {
    if (!this.joins.attentionOut) {
      this.productAdd(b.attn, weight, x);
      return;
    }
    this.recorder.dispatch(
      fusedKernel(
        contracts.mergeProductAdd,
        {
          ...this.#vector(weight.type, weight.columns),
          head_vectors: headDim / 4,
          fewest_splits: this.tuning.attention.fewestSplits,
        },
        this.tuning.teamSums,
      ),
      { parts: b.attentionParts, weight: onlyPiece(weight), x: x.buffer },
      { outputs: x.width },
      this.#rows(x.width, 1),
    );
  }

  normGateUp(x: Activation, gain: Weight, pack: WeightPack, act: Activation, eps: number): void {
    this.recorder.dispatch(
      fusedKernel(
        contracts.normGateUp,
        { ...this.#vector(pack.type, x.width), gain_type: weightTypes[gain.type] },
        this.tuning.teamSums,
      ),
      { x: x.buffer, gain: onlyPiece(gain), weight: pack.binding, act: act.buffer },
      { outputs: act.width, up_first: placeInPack(pack, pack.weights[1]!), eps },
      this.#rows(act.width, 1),
    );
  }

  productAdd(y: Activation, weight: Weight, x: Activation): void {
    this.recorder.dispatch(
      fusedKernel(contracts.productAdd, this.#vector(weight.type, y.width), this.tuning.teamSums),
      { y: y.buffer, weight: onlyPiece(weight), x: x.buffer },
      { outputs: x.width },
      this.#rows(x.width, 1),
    );
  }

  /** The batch's one token is its last, whichever rows get logits. */
  logits({ x, logits }: LogitsOperands, gain: Weight, weight: Weight, eps: number): void {
    const rowsEach = 2;
    for (const piece of weight.pieces) {
      this.recorder.dispatch(
        fusedKernel(
          contracts.normProduct,
          { ...this.#vector(weight.type, x.width), gain_type: weightTypes[gain.type], rows_each: rowsEach },
          this.tuning.teamSums,
        ),
        { x: x.buffer, gain: onlyPiece(gain), weight: piece.binding, y: logits.buffer },
        { outputs: piece.rows, first: piece.firstRow, eps },
        this.#rows(piece.rows, rowsEach),
      );
    }
  }

  #vector(type: Weight['type'], inputs: number) {
    const { groupSize, team, subgroupLanes } = this.tuning;
    return {
      weight_type: weightTypes[type],
      whole_eights: inputs % 8 === 0 ? 1 : 0,
      group_size: groupSize,
      team,
      subgroup_lanes: Math.min(team, subgroupLanes),
      inputs,
    };
  }

  /** Workgroups for `rows` outputs, `each` a team. */
  #rows(rows: number, each: number) {
    return { x: Math.ceil(rows / each / (this.tuning.groupSize / this.tuning.team)), y: 1 };
  }
}

/** The least power of two that is at least `value`. */
function powerOfTwo(value: number): number {
  return 2 ** Math.ceil(Math.log2(value));
}
