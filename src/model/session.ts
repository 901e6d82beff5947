import { Arena } from '../gpu/arena.ts';
import type { Gpu } from '../gpu/device.ts';
import { ReadbackRing } from '../gpu/readback.ts';
import { encode, record, type Recording } from '../gpu/recording.ts';
import { elapsedMs, PassTimer, timerBytes } from '../gpu/timer.ts';
import type { ReferenceKernels } from '../kernels/reference.ts';
import { allocateActivations, type Activations, type LogitRows } from './activations.ts';
import type { ModelConfig } from './checkpoint/config.ts';
import { forward, type Tap } from './forward.ts';
import { createKvCache, type KvCache } from './kv_cache.ts';
import type { ModelWeights } from './weights.ts';

export interface SessionOptions {
  /** Tokens the cache holds. */
  context: number;
  /** Most tokens a batch. */
  chunk: number;
  logits: LogitRows;
}

/** What the last batch of an extension left behind. */
export interface Extension {
  /** Of the last token, [vocab]. */
  logits: Float32Array<ArrayBuffer>;
  /** Time of the last batch on the GPU's clock, null where the device has no timestamps. */
  gpuMs: number | null;
}

/** Looks at a stage of the batch being run: `values` is [tokens, ...], in f32. */
export type Observe = (
  tap: Tap,
  values: Float32Array<ArrayBuffer>,
  batch: { start: number; tokens: number },
) => Promise<void>;

/**
 * One sequence of tokens on the GPU: its KV cache, and the forward pass recorded over it. Not reentrant: one extension at
 * a time.
 */
export class Session {
  readonly #ids: number[] = [];

  private constructor(
    private readonly gpu: Gpu,
    readonly options: SessionOptions,
    private readonly cache: KvCache,
    private readonly arena: Arena,
    private readonly buffers: { activations: Activations; readback: ReadbackRing; timer: PassTimer | null },
    readonly recording: Recording<Tap>,
  ) {}

  /** Refuses with `adapter-too-small` or `out-of-memory`; nothing is kept then. */
  static async create(
    gpu: Gpu,
    model: { config: ModelConfig; weights: ModelWeights; kernels: ReferenceKernels },
    options: SessionOptions,
  ): Promise<Session> {
    const { config, weights, kernels } = model;
    const cache = await createKvCache(gpu, config, options.context);
    try {
      const { arena, value: buffers } = await Arena.create(gpu, 'activations', (arena) => {
        const size = { chunk: options.chunk, positions: options.context, logits: options.logits };
        const activations = allocateActivations(arena, config, size);
        const largest = Math.max(
          activations.logits.buffer.size,
          activations.gate.buffer.size,
          activations.q.buffer.size,
          activations.x.buffer.size,
        );
        const readback = new ReadbackRing(arena, 'readback', 2, largest + timerBytes);
        return { activations, readback, timer: PassTimer.create(arena, 'timer') };
      });
      const recording = await record<Tap>(gpu, 'reference', (recorder) =>
        forward(recorder, kernels, config, weights, cache, buffers.activations),
      );
      return new Session(gpu, options, cache, arena, buffers, recording);
    } catch (error) {
      cache.destroy();
      throw error;
    }
  }

  destroy(): void {
    this.recording.destroy();
    this.buffers.timer?.destroy();
    this.arena.destroy();
    this.cache.destroy();
  }

  /** The tokens whose keys and values the cache holds. */
  get ids(): readonly number[] {
    return this.#ids;
  }

  /** Forgets everything after the first `count` tokens. */
  rewind(count: number): void {
    this.#ids.length = Math.min(this.#ids.length, count);
  }

  /**
   * Runs `ids` after what the cache holds, in batches of at most `chunk`; at least one token, at most what fits.
   * Between batches it stops if `signal` says so, keeping what was run; null then.
   */
  async extend(
    ids: readonly number[],
    signal: AbortSignal,
    onBatch?: (done: number) => void,
  ): Promise<Extension | null> {
    let extension: Promise<Extension | null> = Promise.resolve(null);
    for (let done = 0; done < ids.length;) {
      if (signal.aborted) return null;
      const batch = ids.slice(done, done + this.options.chunk);
      const last = done + batch.length === ids.length;
      extension = this.#run(batch, last);
      if (!last) await this.gpu.device.queue.onSubmittedWorkDone();
      done += batch.length;
      onBatch?.(done);
    }
    return extension;
  }

  /** As {@link extend}, stopping at every stage to read it back; slow, for traces. */
  async observe(ids: readonly number[], observe: Observe): Promise<void> {
    for (let done = 0; done < ids.length; done += this.options.chunk) {
      const batch = ids.slice(done, done + this.options.chunk);
      const start = this.#append(batch);
      let pending: Recording<Tap>['commands'][number][] = [];
      for (const command of this.recording.commands) {
        pending.push(command);
        if (command.kind !== 'mark') continue;
        const values = await this.#runTo(pending, command.mark, batch.length);
        await observe(command.mark, values, { start, tokens: batch.length });
        pending = [];
      }
    }
  }

  /** Submits one batch; resolves when its logits are back, with null at once when they are not wanted. */
  async #run(batch: readonly number[], wantLogits: boolean): Promise<Extension | null> {
    this.#append(batch);
    const { activations, readback, timer } = this.buffers;
    const encoder = this.gpu.device.createCommandEncoder({ label: 'batch' });
    const pass = encoder.beginComputePass({
      label: this.recording.label,
      ...(timer && { timestampWrites: timer.writes }),
    });
    encode(pass, this.recording.commands, batch.length);
    pass.end();
    if (!wantLogits) {
      this.gpu.device.queue.submit([encoder.finish()]);
      return null;
    }
    const slot = readback.acquire();
    const rowBytes = activations.logits.width * 4;
    const rows = this.options.logits === 'every' ? batch.length : 1;
    slot.copy(encoder, activations.logits.buffer, rows * rowBytes);
    timer?.resolve(encoder, slot);
    this.gpu.device.queue.submit([encoder.finish()]);
    const bytes = await slot.read();
    return {
      logits: new Float32Array(bytes, (rows - 1) * rowBytes, activations.logits.width),
      gpuMs: timer && elapsedMs(bytes, rows * rowBytes),
    };
  }

  /** Runs some of the recording and reads back what `tap` names. */
  async #runTo(commands: Recording<Tap>['commands'], tap: Tap, tokens: number): Promise<Float32Array<ArrayBuffer>> {
    const encoder = this.gpu.device.createCommandEncoder({ label: 'observed' });
    const pass = encoder.beginComputePass({ label: this.recording.label });
    encode(pass, commands, tokens);
    pass.end();
    const { buffer, width, rows } = tap.activation;
    const slot = this.buffers.readback.acquire();
    slot.copy(encoder, buffer, ('fixed' in rows ? rows.fixed : rows.perToken * tokens) * width * 4);
    this.gpu.device.queue.submit([encoder.finish()]);
    return new Float32Array(await slot.read());
  }

  /** Writes a batch's ids and place to the GPU, and counts it as cached. Returns its first position. */
  #append(batch: readonly number[]): number {
    const start = this.#ids.length;
    if (start + batch.length > this.options.context) throw new Error('more tokens than the context holds');
    const { queue } = this.gpu.device;
    queue.writeBuffer(this.buffers.activations.ids, 0, Uint32Array.from(batch));
    queue.writeBuffer(this.buffers.activations.batch, 0, Uint32Array.of(start, batch.length));
    this.#ids.push(...batch);
    return start;
  }
}
