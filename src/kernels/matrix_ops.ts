import type { ConstantsOf, Contract } from '../gpu/contract.ts';
import type { KernelSource } from '../gpu/kernel_cache.ts';
import type { Recorder, Rows } from '../gpu/recording.ts';
import { attentionTiles } from './attention_tiles.ts';
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
  type WeightType,
} from './operands.ts';
import type { Heads, ReferenceOps } from './reference_ops.ts';
import { ropeAppend } from './rope_append.ts';
import type { TileTuning, Tuning } from './tuning.ts';
import { VectorOps } from './vector_ops.ts';

const joins: Joins = { ropeAttention: false, attentionOut: false };

/** The fused kernels for many tokens: each method records one dispatch (one a piece where a weight is split). */
export class MatrixOps implements FusedOps {
  readonly joins = joins;
  /** For the one row that gets logits. */
  readonly #lastToken: VectorOps;

  constructor(
    private readonly recorder: Recorder<unknown>,
    private readonly batch: GPUBuffer,
    private readonly tuning: Tuning,
    readonly plain: ReferenceOps,
  ) {
    this.#lastToken = new VectorOps(recorder, batch, tuning, plain, joins);
  }

  normQkv(x: Activation, gain: Weight, pack: WeightPack, { q, k, v }: Projections, eps: number): void {
    const [, kWeight, vWeight] = pack.weights;
    this.recorder.dispatch(
      this.#kernel(contracts.normQkvTiles, pack.type, {
        ...this.#constants(pack.type, x.width),
        gain_type: weightTypes[gain.type],
      }),
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
      this.#grid(pack.type, q.width + k.width + v.width, x.rows),
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
    this.recorder.dispatch(
      this.#kernel(contracts.normGateUpTiles, pack.type, {
        ...this.#constants(pack.type, x.width),
        gain_type: weightTypes[gain.type],
      }),
      { batch: this.batch, x: x.binding, gain: onlyPiece(gain), weight: pack.binding, act: act.binding },
      { outputs: act.width, up_first: placeInPack(pack, pack.weights[1]!), eps },
      this.#grid(pack.type, 2 * act.width, x.rows),
    );
  }

  productAdd(y: Activation, weight: Weight, x: Activation, sum: Activation): void {
    this.recorder.dispatch(
      this.#kernel(contracts.productAddTiles, weight.type, this.#constants(weight.type, y.width)),
      { batch: this.batch, y: y.binding, weight: onlyPiece(weight), x: x.binding, sum: sum.binding },
      { outputs: x.width },
      this.#grid(weight.type, x.width, x.rows),
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
        this.#kernel(contracts.normProductTiles, weight.type, {
          ...this.#constants(weight.type, x.width),
          gain_type: weightTypes[gain.type],
        }),
        { batch: this.batch, x: x.binding, gain: onlyPiece(gain), weight: piece.binding, y: logits.binding },
        { outputs: piece.rows, first: piece.firstRow, width: logits.width, eps },
        this.#grid(weight.type, piece.rows, x.rows),
      );
    }
  }

  /**
   * Weights of 32 bits do not fit the matrices' halves, which have 11; nor do those of Q8, whose codes have 7 bits and whose
   * scales 8. A code of Q4 has at most 3.
   */
  #matrixTiles(type: WeightType): TileTuning | null {
    return type === 'F32' || type === 'Q8' ? null : this.tuning.matrixTiles;
  }

  #kernel<C extends Contract>(contract: C, type: WeightType, constants: ConstantsOf<C>): KernelSource<C> {
    const products = this.#matrixTiles(type) ? 'tiles_matrices' : this.tuning.tileProducts;
    return fusedKernel(contract, constants, this.tuning.teamSums, products);
  }

  #constants(type: WeightType, inputs: number) {
    const { across, down, slices, depth } = this.#matrixTiles(type) ?? this.tuning.tiles;
    return {
      weight_type: weightTypes[type],
      whole_eights: inputs % 8 === 0 ? 1 : 0,
      group_size: across * down * (this.#matrixTiles(type) ? 2 : slices),
      inputs,
      across,
      down,
      slices,
      depth,
    };
  }

  /** A workgroup a tile of so many rows of weights by the tokens. */
  #grid(type: WeightType, weightRows: number, rows: Rows) {
    const { across, down } = this.#matrixTiles(type) ?? this.tuning.tiles;
    return { x: Math.ceil(weightRows / (8 * across)), y: { rows, each: 8 * down } };
  }
}
