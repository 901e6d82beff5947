import { Arena } from '../../gpu/arena.ts';
import type { Gpu } from '../../gpu/device.ts';
import { encode, record, type Command, type Recording } from '../../gpu/recording.ts';
import { formatOf, type CompositeType } from '../../kernels/formats/formats.ts';
import { recordAssemble, type PartKind } from '../../kernels/load/assemble.ts';
import type { Weight } from '../../kernels/operands.ts';
import { refuse } from '../../result.ts';
import type { WeightEntry } from '../checkpoint/composite/composite.ts';
import { named } from '../checkpoint/json/show.ts';
import { blockBytes, blockBytesOf, unitsOf, type Block } from '../checkpoint/safetensors/blocks.ts';
import type { TensorEntry } from '../checkpoint/safetensors/safetensors.ts';

/** A tensor that a kernel puts where it belongs. */
interface Plan {
  tensor: TensorEntry;
  kind: PartKind;
  type: CompositeType;
  weight: Weight;
}

/**
 * Assembles weights that a checkpoint spreads over several tensors, as these stream in: every block of a file goes through one buffer, and a
 * kernel puts its codes or scales where they belong in the weight's units. Tensors come in any order, and none is held. All dispatches are
 * recorded before the first block comes.
 */
export class Assembler {
  /** For every tensor the commands of each of its blocks. */
  readonly #commands = new Map<TensorEntry, Command<never>[][]>();

  private constructor(
    private readonly gpu: Gpu,
    private readonly arena: Arena,
    private readonly stored: GPUBuffer,
    private readonly recording: Recording<never>,
    plans: readonly Plan[],
    /** Tensors that say the group of each input, with the elements of a group. */
    private readonly orders: ReadonlyMap<TensorEntry, number>,
  ) {
    let next = 0;
    for (const { tensor, weight } of plans) {
      const pieces = weight.pieces.length;
      const blocks = blocksOf(tensor);
      this.#commands.set(
        tensor,
        blocks.map(() => recording.commands.slice(next, (next += pieces))),
      );
    }
  }

  /** An assembler for those of `entries` that have parts. Refuses with `out-of-memory`, and frees what it allocated. */
  static async create(
    gpu: Gpu,
    entries: readonly WeightEntry[],
    weights: ReadonlyMap<string, Weight>,
  ): Promise<Assembler> {
    const plans: Plan[] = [];
    const orders = new Map<TensorEntry, number>();
    for (const { name, dtype, parts } of entries) {
      for (const { tensor, kind } of parts) {
        const type = dtype as CompositeType;
        if (kind === 'groupOrder') orders.set(tensor, formatOf(type).unit.elements / 4);
        else plans.push({ tensor, kind, type, weight: weights.get(name)! });
      }
    }
    const { arena, value: stored } = await Arena.create(gpu, 'assembler', (arena) =>
      arena.buffer('stored', blockBytes, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST),
    );
    try {
      const recording = await record<never>(gpu, 'assemble', (recorder) => {
        for (const { tensor, kind, type, weight } of plans) {
          for (const { offset, bytes } of blocksOf(tensor)) {
            for (const piece of weight.pieces) {
              recordAssemble(recorder, {
                kind,
                stored: { buffer: stored, first: offset / 4, words: Math.ceil(bytes / 4) },
                weight: { type, rows: weight.rows, columns: weight.columns },
                piece,
              });
            }
          }
        }
      });
      return new Assembler(gpu, arena, stored, recording, plans, orders);
    } catch (error) {
      arena.destroy();
      throw error;
    }
  }

  /**
   * Puts a block of a file where it belongs. False if its tensor is a weight by itself.
   *
   * @throws Refusal ('bad-checkpoint') for groups that are not in order.
   */
  take(block: Block): boolean {
    const { tensor, offset } = block;
    const group = this.orders.get(tensor);
    if (group !== undefined) {
      checkOrder(block, group);
      return true;
    }
    const commands = this.#commands.get(tensor)?.[offset / blockBytesOf(tensor.dtype)];
    if (!commands) return false;
    const { device } = this.gpu;
    device.queue.writeBuffer(this.stored, 0, unitsOf(block));
    const encoder = device.createCommandEncoder({ label: 'assemble' });
    const pass = encoder.beginComputePass({ label: 'assemble' });
    encode(pass, commands, { start: 0, tokens: 1 });
    pass.end();
    device.queue.submit([encoder.finish()]);
    return true;
  }

  destroy(): void {
    this.recording.destroy();
    this.arena.destroy();
  }
}

/** Where the blocks of a tensor begin, and their bytes. */
function blocksOf({ dtype, start, end }: TensorEntry): { offset: number; bytes: number }[] {
  const step = blockBytesOf(dtype);
  return Array.from({ length: Math.ceil((end - start) / step) }, (_, n) => ({
    offset: n * step,
    bytes: Math.min(step, end - start - n * step),
  }));
}

function checkOrder({ tensor, offset, bytes }: Block, group: number): void {
  const groups = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  const first = offset / 4;
  if (groups.every((of, i) => of === Math.floor((first + i) / group))) return;
  const remedy = 'choose a GPTQ checkpoint with desc_act false';
  refuse(
    'bad-checkpoint',
    `${tensor.file}: ${named(tensor.name)} puts quantized columns into another order; ${remedy}`,
  );
}
