import type { Arena } from './arena.ts';
import type { ReadbackSlot } from './readback.ts';

/** Bytes that a {@link PassTimer} adds to a readback. */
export const timerBytes = 16;

/** Times a compute pass by the GPU's own clock, if the adapter offers `timestamp-query`. */
export class PassTimer {
  readonly #queries: GPUQuerySet;
  readonly #resolved: GPUBuffer;

  private constructor(arena: Arena, label: string) {
    this.#queries = arena.gpu.device.createQuerySet({ label: `${arena.label}/${label}`, type: 'timestamp', count: 2 });
    this.#resolved = arena.buffer(label, timerBytes, GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC);
  }

  /** A timer, or null if the device has no timestamps. */
  static create(arena: Arena, label: string): PassTimer | null {
    return arena.gpu.device.features.has('timestamp-query') ? new PassTimer(arena, label) : null;
  }

  destroy(): void {
    this.#queries.destroy();
  }

  get writes(): GPUComputePassTimestampWrites {
    return { querySet: this.#queries, beginningOfPassWriteIndex: 0, endOfPassWriteIndex: 1 };
  }

  /** Appends the pass's two timestamps to `slot`. {@link elapsedMs} reads them. */
  resolve(encoder: GPUCommandEncoder, slot: ReadbackSlot): void {
    encoder.resolveQuerySet(this.#queries, 0, 2, this.#resolved, 0);
    slot.copy(encoder, this.#resolved, timerBytes);
  }
}

/** Milliseconds between the two nanosecond timestamps at `offset`. */
export function elapsedMs(bytes: ArrayBuffer, offset: number): number {
  const [begin, end] = new BigUint64Array(bytes.slice(offset, offset + timerBytes));
  return Number(end! - begin!) / 1e6;
}
