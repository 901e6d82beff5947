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
} from './operands.ts';
import type { Heads, ReferenceOps } from './reference_ops.ts';
import { ropeAppend } from './rope_append.ts';
import type { Tuning } from './tuning.ts';
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
      fusedKernel(
        contracts.normQkvTiles,
        { ...this.#tiles(pack.type, x.width), gain_type: weightTypes[gain.type] },
        this.tuning.teamSums,
        this.tuning.tileMemory,
      ),
      {
        batch: this.batch,
        x: x.buffer,
        gain: onlyPiece(gain),
        weight: pack.binding,
        q: q.buffer,
        k: k.buffer,
        v: v.buffer,
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

  attentionOut(b: AttentionOperands, weight: Weight, x: Activation, _heads: Heads): void {
    this.productAdd(b.attn, weight, x);
  }

  normGateUp(x: Activation, gain: Weight, pack: WeightPack, act: Activation, eps: number): void {
    this.recorder.dispatch(
      fusedKernel(
        contracts.normGateUpTiles,
        { ...this.#tiles(pack.type, x.width), gain_type: weightTypes[gain.type] },
        this.tuning.teamSums,
        this.tuning.tileMemory,
      ),
      { batch: this.batch, x: x.buffer, gain: onlyPiece(gain), weight: pack.binding, act: act.buffer },
      { outputs: act.width, up_first: placeInPack(pack, pack.weights[1]!), eps },
      this.#grid(2 * act.width, x.rows),
    );
  }

  productAdd(y: Activation, weight: Weight, x: Activation): void {
    this.recorder.dispatch(
      fusedKernel(
        contracts.productAddTiles,
        this.#tiles(weight.type, y.width),
        this.tuning.teamSums,
        this.tuning.tileMemory,
      ),
      { batch: this.batch, y: y.buffer, weight: onlyPiece(weight), x: x.buffer },
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
        fusedKernel(
          contracts.normProductTiles,
          { ...this.#tiles(weight.type, x.width), gain_type: weightTypes[gain.type] },
          this.tuning.teamSums,
          this.tuning.tileMemory,
        ),
        { batch: this.batch, x: x.buffer, gain: onlyPiece(gain), weight: piece.binding, y: logits.buffer },
        { outputs: piece.rows, first: piece.firstRow, width: logits.width, eps },
        this.#grid(piece.rows, x.rows),
      );
    }
  }

  #tiles(type: Weight['type'], inputs: number) {
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
