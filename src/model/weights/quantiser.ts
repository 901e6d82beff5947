import { Arena } from '../../gpu/arena.ts';
import type { Gpu } from '../../gpu/device.ts';
import { ReadbackRing } from '../../gpu/readback.ts';
import { encode, record, type Command, type Recording } from '../../gpu/recording.ts';
import { isDense, type DenseType, type QuantisedType } from '../../kernels/formats/formats.ts';
import { weightUnit, type Weight } from '../../kernels/operands.ts';
import { addSums, quantiseGroups, recordQuantise, sumsAGroup, type SquareSums } from '../../kernels/load/quantise.ts';
import { blockBytes, blockBytesOf, unitsOf, type Block } from '../checkpoint/safetensors/blocks.ts';
import { isPartType, type TensorEntry } from '../checkpoint/safetensors/safetensors.ts';
import { partsOf, type WeightPart } from './weight_parts.ts';

/** The relative error of quantised weights, rms(error) / rms(stored): of all, and of the worst tensor. */
export interface QuantisationError {
  overall: number;
  worst: { tensor: string; error: number };
}

/** A dispatch: a part of a block of the file, and the first of its workgroups. */
interface Run {
  part: WeightPart;
  firstGroup: number;
}

/** How one tensor is quantised. */
interface Plan {
  tensor: TensorEntry;
  stored: DenseType;
  weight: Weight;
  /** For every block of the file one or several, mostly one. */
  runs: Run[][];
  firstGroup: number;
  endGroup: number;
}

/**
 * Quantises stored weights as they stream in: every block of the file goes through one buffer, and a kernel writes its codes where they
 * belong. All dispatches are recorded before the first block comes.
 */
export class Quantiser {
  /** For every tensor the commands of each block of the file. */
  readonly #commands = new Map<TensorEntry, Command<never>[][]>();

  private constructor(
    private readonly gpu: Gpu,
    private readonly arena: Arena,
    private readonly buffers: { stored: GPUBuffer; sums: GPUBuffer; readback: ReadbackRing },
    private readonly recording: Recording<never>,
    private readonly plans: readonly Plan[],
  ) {
    let next = 0;
    for (const { tensor, runs } of plans) {
      const commands = runs.map(({ length }) => recording.commands.slice(next, (next += length)));
      this.#commands.set(tensor, commands);
    }
  }

  /** A quantiser for those of `tensors` that are not held as stored. Refuses with `out-of-memory`, and frees what it allocated. */
  static async create(
    gpu: Gpu,
    tensors: readonly TensorEntry[],
    weights: ReadonlyMap<string, Weight>,
  ): Promise<Quantiser> {
    const plans = planAll(tensors, weights);
    const sumsBytes = (plans.at(-1)?.endGroup ?? 0) * sumsAGroup * 4;
    const { STORAGE, COPY_DST, COPY_SRC } = GPUBufferUsage;
    const { arena, value: buffers } = await Arena.create(gpu, 'quantiser', (arena) => ({
      stored: arena.buffer('stored', blockBytes, STORAGE | COPY_DST),
      sums: arena.buffer('sums', sumsBytes, STORAGE | COPY_SRC),
      readback: new ReadbackRing(arena, 'sums read', 1, sumsBytes),
    }));
    try {
      const recording = await record<never>(gpu, 'quantise', (recorder) => {
        for (const { stored, weight, runs } of plans) {
          for (const { part, firstGroup } of runs.flat()) {
            recordQuantise(recorder, {
              stored: { type: stored, buffer: buffers.stored, first: part.skipped },
              blocks: { type: weight.type as QuantisedType, binding: part.piece.binding, first: part.from },
              count: part.count,
              sums: { buffer: buffers.sums, firstGroup },
            });
          }
        }
      });
      return new Quantiser(gpu, arena, buffers, recording, plans);
    } catch (error) {
      arena.destroy();
      throw error;
    }
  }

  /** Quantises a block of the file. False if its tensor is held as stored. */
  take(block: Block): boolean {
    const { tensor, offset } = block;
    const commands = this.#commands.get(tensor)?.[offset / blockBytesOf(tensor.dtype)];
    if (!commands) return false;
    const { device } = this.gpu;
    device.queue.writeBuffer(this.buffers.stored, 0, unitsOf(block));
    const encoder = device.createCommandEncoder({ label: 'quantise' });
    const pass = encoder.beginComputePass({ label: 'quantise' });
    encode(pass, commands, { start: 0, tokens: 1 });
    pass.end();
    device.queue.submit([encoder.finish()]);
    return true;
  }

  /** The error of all quantised weights. Comes after the last block. */
  async measure(): Promise<QuantisationError> {
    const slot = this.buffers.readback.acquire();
    const encoder = this.gpu.device.createCommandEncoder({ label: 'sums' });
    slot.copy(encoder, this.buffers.sums, this.buffers.sums.size);
    this.gpu.device.queue.submit([encoder.finish()]);
    const sums = new Float32Array(await slot.read());
    const total: SquareSums = { errors: 0, squares: 0 };
    const worst = { tensor: '', error: -1 };
    for (const { tensor, firstGroup, endGroup } of this.plans) {
      const own = addSums(sums, firstGroup, endGroup);
      total.errors += own.errors;
      total.squares += own.squares;
      if (relative(own) > worst.error) Object.assign(worst, { tensor: tensor.name, error: relative(own) });
    }
    return { overall: relative(total), worst };
  }

  destroy(): void {
    this.recording.destroy();
    this.arena.destroy();
  }
}

function planAll(tensors: readonly TensorEntry[], weights: ReadonlyMap<string, Weight>): Plan[] {
  let group = 0;
  return tensors.flatMap((tensor) => {
    const weight = weights.get(tensor.name);
    const stored = tensor.dtype;
    if (!weight || weight.type === stored || isPartType(stored) || !isDense(stored)) return [];
    const { elements, bytes } = weightUnit(stored);
    const blockElements = (blockBytesOf(stored) / bytes) * elements;
    const total = weight.rows * weight.columns;
    const firstGroup = group;
    const runs: Run[][] = [];
    for (let first = 0; first < total; first += blockElements) {
      const parts = partsOf(weight, first, Math.min(blockElements, total - first));
      runs.push(
        parts.map((part) => {
          const run = { part, firstGroup: group };
          group += quantiseGroups(part.count);
          return run;
        }),
      );
    }
    return [{ tensor, stored, weight, runs, firstGroup, endGroup: group }];
  });
}

/** 0 where all weights are 0. */
function relative({ errors, squares }: SquareSums): number {
  return errors === 0 ? 0 : Math.sqrt(errors / squares);
}
