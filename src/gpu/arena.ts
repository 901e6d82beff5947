import { refuse } from '../result.ts';
import type { Gpu } from './device.ts';

/** Buffers with one lifetime: a model's weights, a cache, a program's scratch space. */
export class Arena {
  readonly #buffers: GPUBuffer[] = [];
  /** What the error scopes of allocations will say. */
  #scopes: Promise<GPUError | null>[] = [];

  private constructor(
    readonly gpu: Gpu,
    readonly label: string,
  ) {}

  /**
   * Runs `build` with a new arena under error scopes, so that running out of memory is a refusal and not a lost page. Any failure
   * frees everything that `build` allocated. Refuses with `out-of-memory`.
   */
  static async create<T>(gpu: Gpu, label: string, build: (arena: Arena) => T): Promise<{ arena: Arena; value: T }> {
    const arena = new Arena(gpu, label);
    try {
      const value = arena.extend(() => build(arena));
      await arena.ready();
      return { arena, value };
    } catch (cause) {
      arena.destroy();
      throw cause;
    }
  }

  /** Allocates more, and fills it. Before it is used otherwise, {@link ready} has to say that it is there. */
  extend<T>(build: () => T): T {
    const { device } = this.gpu;
    device.pushErrorScope('validation');
    device.pushErrorScope('out-of-memory');
    try {
      return build();
    } finally {
      this.#scopes.push(device.popErrorScope(), device.popErrorScope());
    }
  }

  /** Refuses with `out-of-memory` where there was no room for something. */
  async ready(): Promise<void> {
    const scopes = this.#scopes;
    this.#scopes = [];
    const error = (await Promise.all(scopes)).find((found) => found !== null);
    if (!error) return;
    refuse(
      'out-of-memory',
      `The GPU has no room for ${this.label} (${mebibytes(this.bytes)} MiB; ${error.message}): close other tabs, choose a shorter context or a smaller model.`,
    );
  }

  /** A labelled buffer of at least `bytes`, rounded up to 32, so that kernels can read eight values at a time up to the end. */
  buffer(label: string, bytes: number, usage: GPUBufferUsageFlags): GPUBuffer {
    const buffer = this.gpu.device.createBuffer({
      label: `${this.label}/${label}`,
      size: Math.max(32, Math.ceil(bytes / 32) * 32),
      usage,
    });
    this.#buffers.push(buffer);
    this.gpu.allocated.buffers += 1;
    this.gpu.allocated.bytes += buffer.size;
    return buffer;
  }

  get bytes(): number {
    return this.#buffers.reduce((sum, buffer) => sum + buffer.size, 0);
  }

  destroy(): void {
    this.gpu.allocated.buffers -= this.#buffers.length;
    this.gpu.allocated.bytes -= this.bytes;
    for (const buffer of this.#buffers) buffer.destroy();
    this.#buffers.length = 0;
  }
}

function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}
