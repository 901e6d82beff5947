import { formatOf, type QuantisedType } from '../../kernels/formats/formats.ts';
import type { Checkpoint } from '../../model/checkpoint/checkpoint.ts';
import type { CompositePart } from '../../model/checkpoint/composite/composite.ts';
import { storedBytes, type TensorEntry } from '../../model/checkpoint/safetensors/safetensors.ts';
import { ByteReader } from '../../model/checkpoint/sources/byte_reader.ts';
import { typeInMemory } from '../../model/weights/weight_choice.ts';
import type { WeightChoice } from '../../vocabulary/weight_choice.ts';
import type { PublishedPart, PublishedRows } from './rows.ts';

export interface Band {
  first: number;
  count: number;
}

/** A weight of a checkpoint: its rows are read again from where the checkpoint came from. */
export class PublishedWeight {
  readonly outputs: number;
  readonly inputs: number;
  readonly #quantised: QuantisedType | null;
  /** Parts that hold columns together: they are read whole, once. */
  readonly #whole = new Map<TensorEntry, Promise<PublishedPart>>();

  /** `choice` is how the weights were loaded. */
  constructor(
    private readonly checkpoint: Checkpoint,
    private readonly name: string,
    choice: WeightChoice,
  ) {
    const { dtype, shape } = this.#entry;
    this.outputs = shape.length === 1 ? 1 : shape[0]!;
    this.inputs = shape.at(-1)!;
    const held = typeInMemory(choice, this.#entry, checkpoint.family);
    this.#quantised = held === dtype ? null : (held as QuantisedType);
  }

  /** Whether it was quantised while loading. */
  get isQuantised(): boolean {
    return this.#quantised !== null;
  }

  /** Rows begin and end a band at multiples of this, but for the last: a quantised block may span rows. */
  get step(): number {
    if (this.#quantised === null) return 1;
    const { elements } = formatOf(this.#quantised).unit;
    return elements / greatestCommonDivisor(elements, this.inputs);
  }

  /** Refuses as the source does. */
  async rows({ first, count }: Band, signal: AbortSignal): Promise<PublishedRows> {
    const { dtype: type, parts } = this.#entry;
    const own = { kind: 'weight', tensor: this.#tensor } as const;
    const wanted = parts.length === 0 ? [own] : parts.filter(({ kind }) => kind !== 'groupOrder');
    const { outputs, inputs } = this;
    const read: PublishedPart[] = [];
    for (const part of wanted) read.push(await this.#part(part, { first, count }, signal));
    return { type, outputs, inputs, first, count, parts: read, quantised: this.#quantised };
  }

  get #entry() {
    return this.checkpoint.weights.find(({ name }) => name === this.name)!;
  }

  get #tensor(): TensorEntry {
    return this.checkpoint.tensors.find(({ name }) => name === this.name)!;
  }

  #part(
    { kind, tensor }: { kind: CompositePart['kind'] | 'weight'; tensor: TensorEntry },
    { first, count }: Band,
    signal: AbortSignal,
  ): Promise<PublishedPart> {
    const take = async (from: number, to: number): Promise<PublishedPart> => {
      const { file, start, dtype, shape } = tensor;
      const reader = new ByteReader(await this.checkpoint.source.stream(file, start + from, start + to, signal));
      try {
        return { kind, dtype, shape, bytes: await reader.take(to - from) };
      } finally {
        await reader.cancel();
      }
    };
    const rowsOfPart = kind.startsWith('blockScales') ? 128 : 1;
    if (kind === 'weight' || kind === 'codes' || kind === 'scales' || kind === 'biases' || rowsOfPart > 1) {
      const rows = tensor.shape.length === 1 ? 1 : tensor.shape[0]!;
      const rowBytes = storedBytes(tensor.dtype, tensor.shape) / rows;
      return take(Math.floor(first / rowsOfPart) * rowBytes, Math.ceil((first + count) / rowsOfPart) * rowBytes);
    }
    const known = this.#whole.get(tensor) ?? take(0, tensor.end - tensor.start);
    this.#whole.set(tensor, known);
    return known;
  }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
