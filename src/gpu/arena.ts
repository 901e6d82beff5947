import { refuse } from '../result.ts';
import type { Gpu } from './device.ts';

/** Buffers with one lifetime: a model's weights, a cache, a program's scratch space. */
export class Arena {
  readonly #buffers: GPUBuffer[] = [];

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
    gpu.device.pushErrorScope('validation');
    gpu.device.pushErrorScope('out-of-memory');
    let value: T;
    let scopes: Promise<GPUError | null>[];
    try {
      value = build(arena);
    } catch (cause) {
      arena.destroy();
      throw cause;
    } finally {
      scopes = [gpu.device.popErrorScope(), gpu.device.popErrorScope()];
    }
    const error = (await Promise.all(scopes)).find((found) => found !== null);
    if (error) {
      const bytes = arena.bytes;
      arena.destroy();
      refuse(
        'out-of-memory',
        `The GPU has no room for ${label} (${mebibytes(bytes)} MiB; ${error.message}): close other tabs, choose a shorter context or a smaller model.`,
      );
    }
    return { arena, value };
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
