import type { Arena } from '../../gpu/arena.ts';
import { areReadTogether } from '../../kernels/formats/formats.ts';
import {
  packAlignment,
  unitRows,
  weightBytes,
  weightUnit,
  type Weight,
  type WeightPack,
  type WeightPiece,
  type WeightType,
} from '../../kernels/operands.ts';

interface Tensor {
  name: string;
  /** In GPU memory. */
  type: WeightType;
  /** [outputs, inputs], or [n]. */
  shape: number[];
}

/** Allocates GPU memory for tensors. Nothing is written yet. */
export class WeightAllocator {
  readonly byName = new Map<string, Weight>();
  readonly #tensors: Map<string, Tensor>;

  constructor(
    private readonly arena: Arena,
    tensors: readonly Tensor[],
    private readonly maxBindingBytes: number,
  ) {
    this.#tensors = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  }

  /** A weight in buffers of its own, split by rows where it is larger than a binding may be. */
  single(name: string): Weight {
    const { rows, columns, type } = this.#matrix(name);
    const rowsAPiece =
      weightBytes(type, rows * columns) <= this.maxBindingBytes ? rows : splitRows(type, columns, this.maxBindingBytes);
    const pieces: WeightPiece[] = [];
    for (let firstRow = 0; firstRow < rows; firstRow += rowsAPiece) {
      const count = Math.min(rowsAPiece, rows - firstRow);
      const binding = this.#buffer(`${name}[${firstRow}]`, weightBytes(type, count * columns));
      pieces.push({ binding, firstRow, rows: count });
    }
    return this.#keep({ label: name, type, rows, columns, pieces });
  }

  /** Weights side by side in one buffer, or each alone where no kernel reads their types together or a binding cannot hold them all. */
  pack(names: readonly string[]): { weights: Weight[]; pack: WeightPack | null } {
    const matrices = names.map((name) => this.#matrix(name));
    const { minStorageBufferOffsetAlignment } = this.arena.gpu.device.limits;
    let bytes = 0;
    const places = matrices.map(({ type, rows, columns }) => {
      const alignment = packAlignment(type, minStorageBufferOffsetAlignment);
      const offset = Math.ceil(bytes / alignment) * alignment;
      bytes = offset + weightBytes(type, rows * columns);
      return { offset, size: bytes - offset };
    });
    const together = areReadTogether(
      matrices.map(({ type }) => type),
      matrices[0]!.columns,
    );
    if (bytes > this.maxBindingBytes || !together) {
      return { weights: names.map((name) => this.single(name)), pack: null };
    }
    const binding = this.#buffer(names.join('+'), bytes);
    const weights = matrices.map(({ name, type, rows, columns }, index) => {
      const piece = { binding: { buffer: binding.buffer, ...places[index]! }, firstRow: 0, rows };
      return this.#keep({ label: name, type, rows, columns, pieces: [piece] });
    });
    return { weights, pack: { binding, weights } };
  }

  #matrix(name: string) {
    const tensor = this.#tensors.get(name);
    if (!tensor) throw new Error(`the checkpoint has no ${name}`);
    const columns = tensor.shape.at(-1)!;
    return { name, type: tensor.type, columns, rows: tensor.shape.length === 2 ? tensor.shape[0]! : 1 };
  }

  #buffer(label: string, bytes: number): Required<GPUBufferBinding> {
    const buffer = this.arena.buffer(label, bytes, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST);
    return { buffer, offset: 0, size: buffer.size };
  }

  #keep(weight: Weight): Weight {
    this.byName.set(weight.label, weight);
    return weight;
  }
}

/** The largest number of rows that fits `bytes` and after which a piece may begin. */
function splitRows(type: WeightType, columns: number, bytes: number): number {
  const unit = weightUnit(type);
  const step = unitRows(type, columns);
  const rows = (Math.floor(bytes / unit.bytes) * unit.elements) / columns;
  return Math.max(step, Math.floor(rows / step) * step);
}
