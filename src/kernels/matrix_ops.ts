import type { Recorder, Rows } from '../gpu/recording.ts';
import normGateUpTiles from '../../shaders/gate_up/norm_gate_up_tiles.wgsl';
import normProductTiles from '../../shaders/logits/norm_product_tiles.wgsl';
import normQkvTiles from '../../shaders/qkv/norm_qkv_tiles.wgsl';
import productAddTiles from '../../shaders/down/product_add_tiles.wgsl';
import { attentionTiles } from './attention/many_tokens.ts';
import { sourceOf } from './compose.ts';
import type { AttentionOperands, FusedOps, Joins, LogitsOperands, NormedHeads, Projections } from './fused_ops.ts';
import {
  onlyPiece,
  placeInPack,
  weightTypes,
  type Activation,
  type LayerCache,
  type Weight,
  type WeightPack,
  type WeightType,
} from './operands.ts';
import type { Heads, ReferenceOps } from './plain/operations.ts';
import { ropeAppend } from './rope/record.ts';
import { SubgroupMatrices, type Halves } from './products/matrices.ts';
import type { Tuning } from './tuning.ts';
import { VectorOps } from './vector_ops.ts';

const joins: Joins = { ropeAttention: false, attentionOut: false };

/**
 * The fused kernels for many tokens. Products are by subgroup matrices where there are halves to make them of, and otherwise one dispatch
 * a method (one a piece where a weight is split).
 */
export class MatrixOps implements FusedOps {
  readonly joins = joins;
  readonly #matrices: SubgroupMatrices | null;
  /** For the one row that gets logits. */
  readonly #lastToken: VectorOps;

  constructor(
    private readonly recorder: Recorder<unknown>,
    private readonly batch: GPUBuffer,
    private readonly tuning: Tuning,
    readonly plain: ReferenceOps,
    halves: Halves | null,
  ) {
    this.#matrices = halves && new SubgroupMatrices(recorder, batch, halves);
    this.#lastToken = new VectorOps(recorder, batch, tuning, plain, joins);
  }

  normQkv(x: Activation, gain: Weight, pack: WeightPack, to: Projections, eps: number): void {
    if (this.#matrices && SubgroupMatrices.hold(pack.type)) {
      this.#matrices.normQkv(x, gain, pack, to, eps);
      return;
    }
    const { q, k, v } = to;
    const [, kWeight, vWeight] = pack.weights;
    this.recorder.dispatch(
      sourceOf(
        normQkvTiles,
        {
          ...this.#constants(pack.type, x.width),
          gain_type: weightTypes[gain.type],
        },
        this.tuning.choices,
      ),
      {
        batch: this.batch,
        x: x.binding,
        gain: onlyPiece(gain),
        weight: pack.binding,
        q: q.binding,
        k: k.binding,
        v: v.binding,
      },
      {
        q_rows: q.width,
        kv_rows: k.width,
        k_first: placeInPack(pack, kWeight!),
        v_first: placeInPack(pack, vWeight!),
        eps,
      },
      this.#grid(q.width + k.width + v.width, x.rows),
    );
  }

  ropeAppend(b: AttentionOperands, qkNorm: WeightPack, cache: LayerCache, heads: NormedHeads): void {
    ropeAppend(this.recorder, this.batch, this.tuning, b, qkNorm, cache, heads);
  }

  attention(b: AttentionOperands, _qkNorm: WeightPack, cache: LayerCache, heads: NormedHeads): void {
    attentionTiles(this.recorder, this.batch, this.tuning, b, cache, heads);
  }

  attentionOut(b: AttentionOperands, weight: Weight, x: Activation, sum: Activation, _heads: Heads): void {
    this.productAdd(b.attn, weight, x, sum);
  }

  normGateUp(x: Activation, gain: Weight, pack: WeightPack, act: Activation, eps: number): void {
    if (this.#matrices && SubgroupMatrices.hold(pack.type)) {
      this.#matrices.normGateUp(x, gain, pack, act, eps);
      return;
    }
    this.recorder.dispatch(
      sourceOf(
        normGateUpTiles,
        {
          ...this.#constants(pack.type, x.width),
          gain_type: weightTypes[gain.type],
        },
        this.tuning.choices,
      ),
      { batch: this.batch, x: x.binding, gain: onlyPiece(gain), weight: pack.binding, act: act.binding },
      { outputs: act.width, up_first: placeInPack(pack, pack.weights[1]!), eps },
      this.#grid(2 * act.width, x.rows),
    );
  }

  productAdd(y: Activation, weight: Weight, x: Activation, sum: Activation): void {
    if (this.#matrices && SubgroupMatrices.hold(weight.type)) {
      this.#matrices.productAdd(y, weight, x, sum);
      return;
    }
    this.recorder.dispatch(
      sourceOf(productAddTiles, this.#constants(weight.type, y.width), this.tuning.choices),
      { batch: this.batch, y: y.binding, weight: onlyPiece(weight), x: x.binding, sum: sum.binding },
      { outputs: x.width },
      this.#grid(x.width, x.rows),
    );
  }

  logits(b: LogitsOperands, gain: Weight, weight: Weight, eps: number): void {
    const { x, tail, logits } = b;
    if (tail !== x) {
      this.plain.lastRow(x, tail);
      this.#lastToken.logits({ x: tail, tail, logits }, gain, weight, eps);
      return;
    }
    for (const piece of weight.pieces) {
      this.recorder.dispatch(
        sourceOf(
          normProductTiles,
          {
            ...this.#constants(weight.type, x.width),
            gain_type: weightTypes[gain.type],
          },
          this.tuning.choices,
        ),
        { batch: this.batch, x: x.binding, gain: onlyPiece(gain), weight: piece.binding, y: logits.binding },
        { outputs: piece.rows, first: piece.firstRow, width: logits.width, eps },
        this.#grid(piece.rows, x.rows),
      );
    }
  }

  #constants(type: WeightType, inputs: number) {
    const { across, down, slices, depth } = this.tuning.tiles;
    return {
      weight_type: weightTypes[type],
      whole_eights: inputs % 8 === 0 ? 1 : 0,
      group_size: across * down * slices,
      inputs,
      across,
      down,
      slices,
      depth,
    };
  }

  /** A workgroup a tile of so many rows of weights by the tokens. */
  #grid(weightRows: number, rows: Rows) {
    const { across, down } = this.tuning.tiles;
    return { x: Math.ceil(weightRows / (8 * across)), y: { rows, each: 8 * down } };
  }
}
