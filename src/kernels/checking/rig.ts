import { Arena } from '../../gpu/arena.ts';
import type { Gpu } from '../../gpu/device.ts';
import { ReadbackRing } from '../../gpu/readback.ts';
import { encode as encodePass, record, type Batch, type Recorder, type Rows } from '../../gpu/recording.ts';
import { cacheTypes, type CacheType } from '../../vocabulary/cache_type.ts';
import type { Context, StepFusions } from '../context.ts';
import {
  packAlignment,
  unitRows,
  weightBytes,
  type Activation,
  type CachePiece,
  type LayerCache,
  type Weight,
  type WeightPack,
  type WeightType,
} from '../operands.ts';
import { splitBytes, type SplitBuffers } from '../products/split_buffers.ts';
import { tuningFor, type Tuning } from '../tuning.ts';
import { pieceOf, takePiece, type CachedHeads, type CacheLayout } from './cache_pieces.ts';
import type { Encoded } from './encode.ts';

const alone: StepFusions = { ropeAttention: false, attentionOut: false };

interface Product {
  inputs: number;
  outputs: number;
}
const noProduct: Product = { inputs: 1, outputs: 1 };

type Plan = (recorder: Recorder<unknown>, batch: GPUBuffer) => void;

/** Kernels and the batch that they run for. */
export interface PlannedBatch {
  batch: Batch;
  /** Records the kernels; `batch` describes the batch to them. */
  plan: Plan;
}

/** What every output holds before a kernel runs: a NaN no kernel computes. */
const poison = 0x7fc0dead;
/** Poisoned words after every output, which must survive. */
const guard = 64;

/** A kernel wrote where its output has ended. */
export class WrittenBeyond extends Error {}

/** Operands of a check in GPU memory, and the means to run its kernels on them as often as wanted. */
export class Rig {
  /** Values of every output, its guard left out. */
  readonly #counts = new Map<GPUBuffer, number>();
  /** What kernels may write, with what it holds before they do. */
  readonly #written = new Map<GPUBuffer, Uint32Array<ArrayBuffer>>();
  /** By their buffers' sizes. */
  readonly #readback = new Map<number, ReadbackRing>();
  #batch: GPUBuffer | null = null;

  private constructor(
    readonly gpu: Gpu,
    private readonly arena: Arena,
    /** Of fused kernels. */
    readonly tuning: Tuning,
    /** What caches may hold. */
    readonly cacheTypes: readonly CacheType[],
  ) {}

  static async create(
    gpu: Gpu,
    tuning: Partial<Tuning> = {},
    allowed: readonly CacheType[] = cacheTypes,
  ): Promise<Rig> {
    const { arena } = await Arena.create(gpu, 'check', () => undefined);
    return new Rig(gpu, arena, { ...tuningFor(gpu), ...tuning }, allowed);
  }

  destroy(): void {
    this.arena.destroy();
  }

  /** Rows with poison after the last. */
  input(values: Float32Array<ArrayBuffer>, width: number, rows: Rows = { perToken: 1 }): Activation {
    const words = new Uint32Array(values.length + guard).fill(poison);
    words.set(new Uint32Array(values.buffer, values.byteOffset, values.length));
    return { binding: whole(this.#filled('input', words)), width, rows };
  }

  /** Room for what one kernel writes for the next. */
  scratch(values: number): GPUBuffer {
    return this.#writable('scratch', new Uint32Array(values).fill(poison));
  }

  /** A layer's cache with keys and values [positions, kvHeads, headDim]. */
  cache(keys: Float32Array, values: Float32Array, heads: CachedHeads, { type, headsEach }: CacheLayout): LayerCache {
    const stride = Math.ceil(heads.headDim / 4) * 4;
    const alignment = this.gpu.device.limits.minStorageBufferOffsetAlignment;
    const pieces: CachePiece[] = [];
    for (let firstHead = 0; firstHead < heads.kvHeads; firstHead += headsEach) {
      const own = { firstHead, heads: Math.min(headsEach, heads.kvHeads - firstHead) };
      const [k, v] = [pieceOf(keys, heads, own, stride, type), pieceOf(values, heads, own, stride, type)];
      const half = Math.ceil(k.byteLength / alignment) * alignment;
      const bytes = new Uint8Array(2 * half);
      bytes.set(k);
      bytes.set(v, half);
      const buffer = this.#writable('cache', new Uint32Array(bytes.buffer));
      pieces.push({
        keys: { buffer, offset: 0, size: half },
        values: { buffer, offset: half, size: half },
        whole: { buffer, offset: 0, size: 2 * half },
        ...own,
      });
    }
    return { type, pieces, stride };
  }

  /** The keys and the values of the first `positions` in a cache. */
  async readCache({ type, pieces, stride }: LayerCache, positions: number, heads: CachedHeads) {
    const [keys, values] = [0, 1].map(() => new Float32Array(positions * heads.kvHeads * heads.headDim));
    for (const piece of pieces) {
      const bytes = new Uint8Array((await this.#words(piece.whole.buffer)).buffer);
      takePiece(bytes.subarray(0, piece.values.offset), keys!, heads, piece, stride, type);
      takePiece(bytes.subarray(piece.values.offset), values!, heads, piece, stride, type);
    }
    return { keys: keys!, values: values! };
  }

  ids(ids: number[]): GPUBuffer {
    return this.#filled('ids', Uint32Array.from(ids));
  }

  /** `count` poisoned values and a guard behind them. */
  output(count: number, width: number, rows: Rows = { perToken: 1 }): Activation {
    return { binding: this.#guarded(count, poison), width, rows };
  }

  /** `count` zeros and a guard behind them, for kernels that add to what is there. */
  zeros(count: number): Pick<Activation, 'binding'> {
    return { binding: this.#guarded(count, 0) };
  }

  /** A weight [rows, columns], in pieces of `pieceRows` rows, or more where a piece then begins with a whole unit. */
  weight({ bytes }: Encoded, type: WeightType, rows: number, columns: number, pieceRows = rows): Weight {
    const step = unitRows(type, columns);
    const each = Math.ceil(pieceRows / step) * step;
    const pieces = [];
    for (let firstRow = 0; firstRow < rows; firstRow += each) {
      const count = Math.min(each, rows - firstRow);
      const part = bytes.slice(weightBytes(type, firstRow * columns), weightBytes(type, (firstRow + count) * columns));
      const words = new Uint32Array(Math.ceil(part.byteLength / 4));
      new Uint8Array(words.buffer).set(part);
      const buffer = this.#filled('weight', words);
      pieces.push({ binding: { buffer, offset: 0, size: buffer.size }, firstRow, rows: count });
    }
    return { label: 'weight', type, rows, columns, pieces };
  }

  /** Weights of `columns` each, each in its type, side by side as the engine packs them, with poison between. */
  pack(all: readonly Encoded[], types: readonly WeightType[], columns: number): WeightPack {
    let bytes = 0;
    const places = all.map(({ bytes: { byteLength } }, index) => {
      const alignment = packAlignment(types[index]!, this.gpu.device.limits.minStorageBufferOffsetAlignment);
      const offset = Math.ceil(bytes / alignment) * alignment;
      bytes = offset + byteLength;
      return { offset, size: Math.ceil(byteLength / 4) * 4 };
    });
    const words = new Uint32Array(Math.ceil(bytes / 4)).fill(poison);
    all.forEach((each, index) => new Uint8Array(words.buffer).set(each.bytes, places[index]!.offset));
    const buffer = this.#filled('pack', words);
    const weights = all.map((each, index): Weight => {
      const rows = each.values.length / columns;
      return {
        label: 'weight',
        type: types[index]!,
        rows,
        columns,
        pieces: [{ binding: { buffer, ...places[index]! }, firstRow: 0, rows }],
      };
    });
    return { binding: { buffer, offset: 0, size: buffer.size }, weights };
  }

  /**
   * Records kernels for one token or for many, each step alone unless `fusions` says otherwise. `product` is the largest that
   * subgroup matrices make.
   */
  plan(
    tokens: number,
    recordOn: (on: Context<Tuning>) => void,
    { fusions = alone, product = noProduct }: { fusions?: StepFusions; product?: Product } = {},
  ): Plan {
    const shape = tokens === 1 ? 'one' : 'many';
    const split = shape === 'many' && this.tuning.subgroupMatrices ? this.#split(tokens, product) : null;
    return (recorder, batch) => recordOn({ recorder, batch, tuning: this.tuning, shape, fusions, split });
  }

  /** Runs a case once. */
  async run({ batch, plan }: PlannedBatch): Promise<void> {
    const described = this.batch(batch);
    await this.arena.ready();
    this.restore();
    const recording = await record(this.gpu, 'check', (recorder) => plan(recorder, described));
    const encoder = this.gpu.device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    encodePass(pass, recording.commands, batch);
    pass.end();
    this.gpu.device.queue.submit([encoder.finish()]);
    await this.gpu.device.queue.onSubmittedWorkDone();
    recording.destroy();
  }

  /** The buffer that describes the batch to kernels. */
  batch({ start, tokens }: Batch): GPUBuffer {
    const words = Uint32Array.of(start, tokens);
    if (this.#batch) this.gpu.device.queue.writeBuffer(this.#batch, 0, words);
    return (this.#batch ??= this.#filled('batch', words));
  }

  /** Undoes whatever kernels have written. */
  restore(): void {
    for (const [buffer, words] of this.#written) this.gpu.device.queue.writeBuffer(buffer, 0, words);
  }

  /** All values of an output, poison as NaN; throws {@link WrittenBeyond} when the guard was touched. */
  async read({ binding: { buffer } }: Pick<Activation, 'binding'>): Promise<Float32Array<ArrayBuffer>> {
    const values = await this.#words(buffer);
    const count = this.#counts.get(buffer)!;
    const beyond = new Uint32Array(values.buffer, count * 4, guard);
    if (beyond.some((word) => word !== poison)) throw new WrittenBeyond('written beyond the end of the output');
    return values.slice(0, count);
  }

  /** Where the batch stands after the kernels: its first position, and how many tokens it has. */
  async readBatch(): Promise<[number, number]> {
    const [start, tokens] = new Uint32Array((await this.#words(this.#batch!)).buffer);
    return [start!, tokens!];
  }

  async #words(buffer: GPUBuffer): Promise<Float32Array<ArrayBuffer>> {
    const known = this.#readback.get(buffer.size);
    const ring = known ?? this.arena.extend(() => new ReadbackRing(this.arena, 'read', 1, buffer.size));
    this.#readback.set(buffer.size, ring);
    await this.arena.ready();
    const slot = ring.acquire();
    const encoder = this.gpu.device.createCommandEncoder();
    slot.copy(encoder, buffer, buffer.size);
    this.gpu.device.queue.submit([encoder.finish()]);
    return new Float32Array(await slot.read());
  }

  /** Poisoned beyond what is made. */
  #split(tokens: number, product: Product): SplitBuffers {
    const { places, ...bytes } = splitBytes(tokens, [product], 2);
    return {
      ...places,
      inputs: this.scratch(bytes.inputs / 4),
      inputScales: this.scratch(bytes.inputScales / 4),
      weights: this.scratch(bytes.weights / 4),
      weightScales: this.scratch(bytes.weightScales / 4),
    };
  }

  #guarded(count: number, initial: number): Required<GPUBufferBinding> {
    const buffer = this.#writable('output', new Uint32Array(count + guard).fill(poison).fill(initial, 0, count));
    this.#counts.set(buffer, count);
    return whole(buffer);
  }

  #writable(label: string, words: Uint32Array<ArrayBuffer>): GPUBuffer {
    const buffer = this.#filled(label, words);
    this.#written.set(buffer, words);
    return buffer;
  }

  #filled(label: string, words: Uint32Array<ArrayBuffer>): GPUBuffer {
    const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
    return this.arena.extend(() => {
      const buffer = this.arena.buffer(label, words.byteLength, STORAGE | COPY_SRC | COPY_DST);
      this.gpu.device.queue.writeBuffer(buffer, 0, words);
      return buffer;
    });
  }
}

function whole(buffer: GPUBuffer): Required<GPUBufferBinding> {
  return { buffer, offset: 0, size: buffer.size };
}
