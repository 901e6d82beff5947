import { Arena } from '../../src/gpu/arena.ts';
import type { Gpu } from '../../src/gpu/device.ts';
import { ReadbackRing } from '../../src/gpu/readback.ts';
import { encode as encodePass, record, type Rows } from '../../src/gpu/recording.ts';
import { weightTypeBytes, type Activation, type Weight, type WeightType } from '../../src/kernels/operands.ts';
import type { ReferenceKernels } from '../../src/kernels/reference.ts';
import { ReferenceOps } from '../../src/kernels/reference_ops.ts';
import type { Encoded } from './encode.ts';

/** What every output holds before a kernel runs: a NaN no kernel computes. */
const poison = 0x7fc0dead;
/** Poisoned words after every output, which must survive. */
const guard = 64;

/** Operands for one check, the run, and what came out of it. */
export class Rig {
  private constructor(
    readonly gpu: Gpu,
    private readonly kernels: ReferenceKernels,
    private readonly arena: Arena,
  ) {}

  static async with<T>(gpu: Gpu, kernels: ReferenceKernels, use: (rig: Rig) => Promise<T>): Promise<T> {
    const { arena } = await Arena.create(gpu, 'check', () => undefined);
    try {
      return await use(new Rig(gpu, kernels, arena));
    } finally {
      arena.destroy();
    }
  }

  input(values: Float32Array<ArrayBuffer>, width: number, rows: Rows = { perToken: 1 }): Activation {
    return { buffer: this.#filled('input', new Uint32Array(values.buffer)), width, rows };
  }

  ids(ids: number[]): GPUBuffer {
    return this.#filled('ids', Uint32Array.from(ids));
  }

  /** `count` poisoned values and a guard behind them, or `from` the given values. */
  output(count: number, width: number, from?: Float32Array<ArrayBuffer>, rows: Rows = { perToken: 1 }): Activation {
    const words = new Uint32Array(count + guard).fill(poison);
    if (from) words.set(new Uint32Array(from.buffer));
    return { buffer: this.#filled('output', words), width, rows };
  }

  /** A weight [rows, columns], in pieces of at most `rowsAPiece` rows. */
  weight({ bytes }: Encoded, type: WeightType, rows: number, columns: number, rowsAPiece = rows): Weight {
    const rowBytes = columns * weightTypeBytes(type);
    const pieces = [];
    for (let firstRow = 0; firstRow < rows; firstRow += rowsAPiece) {
      const count = Math.min(rowsAPiece, rows - firstRow);
      const part = bytes.slice(firstRow * rowBytes, (firstRow + count) * rowBytes);
      const words = new Uint32Array(Math.ceil(part.byteLength / 4));
      new Uint8Array(words.buffer).set(part);
      pieces.push({ buffer: this.#filled('weight', words), firstRow, rows: count });
    }
    return { label: 'weight', type, rows, columns, pieces };
  }

  async run(batch: { start: number; tokens: number }, plan: (op: ReferenceOps) => void): Promise<void> {
    const batchBuffer = this.#filled('batch', Uint32Array.of(batch.start, batch.tokens));
    const recording = await record(this.gpu, 'check', (recorder) =>
      plan(new ReferenceOps(recorder, this.kernels, batchBuffer)),
    );
    const encoder = this.gpu.device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    encodePass(pass, recording.commands, batch.tokens);
    pass.end();
    this.gpu.device.queue.submit([encoder.finish()]);
    await this.gpu.device.queue.onSubmittedWorkDone();
    recording.destroy();
  }

  /** All values of an output, poison as NaN; throws when the guard was touched. */
  async read({ buffer }: { buffer: GPUBuffer }): Promise<Float32Array<ArrayBuffer>> {
    const slot = new ReadbackRing(this.arena, 'read', 1, buffer.size).acquire();
    const encoder = this.gpu.device.createCommandEncoder();
    slot.copy(encoder, buffer, buffer.size);
    this.gpu.device.queue.submit([encoder.finish()]);
    const words = new Uint32Array(await slot.read());
    if (words.subarray(-guard).some((word) => word !== poison)) throw new Error('written beyond the end of the output');
    return new Float32Array(words.buffer, 0, words.length - guard);
  }

  #filled(label: string, words: Uint32Array<ArrayBuffer>): GPUBuffer {
    const buffer = this.arena.buffer(
      label,
      words.byteLength,
      GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
    );
    this.gpu.device.queue.writeBuffer(buffer, 0, words);
    return buffer;
  }
}
