import type { Arena } from './arena.ts';

/** One mappable buffer of a {@link ReadbackRing}. */
export class ReadbackSlot {
  #filled = 0;

  constructor(
    readonly buffer: GPUBuffer,
    private readonly release: (slot: ReadbackSlot) => void,
  ) {}

  /** Bytes that can still be appended. */
  get room(): number {
    return this.buffer.size - this.#filled;
  }

  /** Appends a copy of `bytes` of `source`, from `offset` on, to what {@link read} returns. */
  copy(encoder: GPUCommandEncoder, source: GPUBuffer, bytes: number, offset = 0): void {
    encoder.copyBufferToBuffer(source, offset, this.buffer, this.#filled, bytes);
    this.#filled += bytes;
  }

  /** Waits for the copies, which must be submitted, returns their bytes, and frees the slot. */
  async read(): Promise<ArrayBuffer> {
    try {
      await this.buffer.mapAsync(GPUMapMode.READ, 0, this.#filled);
      const bytes = this.buffer.getMappedRange(0, this.#filled).slice(0);
      this.buffer.unmap();
      return bytes;
    } finally {
      this.#filled = 0;
      this.release(this);
    }
  }
}

/** Mappable buffers used in turn, so that results of several batches can be in flight without new buffers. */
export class ReadbackRing {
  readonly #free: ReadbackSlot[];

  constructor(arena: Arena, label: string, slots: number, bytes: number) {
    this.#free = Array.from({ length: slots }, (_, index) => {
      const buffer = arena.buffer(`${label}/${index}`, bytes, GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST);
      return new ReadbackSlot(buffer, (slot) => this.#free.push(slot));
    });
  }

  /** A free slot. Needing more slots than the ring has is a bug. */
  acquire(): ReadbackSlot {
    const slot = this.#free.shift();
    if (!slot) throw new Error('every readback slot is in flight');
    return slot;
  }
}
