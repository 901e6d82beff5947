import type { Gpu } from '../../gpu/device.ts';
import { encode, type Batch, type Command, type Recording } from '../../gpu/recording.ts';
import type { PassTimer } from '../../gpu/timer.ts';
import { isFew } from '../../vocabulary/batch_shape.ts';
import { Instruments } from '../observe/instruments.ts';
import type { LogitRows } from '../pass/activations.ts';
import type { Tap } from '../pass/forward.ts';
import { createPassMemory, type PassMemory, type PassModel, type PassOptions } from '../pass/pass_memory.ts';
import { Programs } from '../pass/programs/programs.ts';
import type { RecordedProgram } from '../pass/programs/recordings.ts';
import { submitInParts } from '../pass/submit.ts';
import { SpeculationAccount } from '../speculation/account.ts';
import { Sequence } from './sequence.ts';
import { maxInFlight, sequenceMemory } from './session_buffers.ts';

type SessionOptions = Omit<PassOptions, 'programs'>;

/** A program, the other set's while both are measured, and a few that were switched away from. */
const programsInUse = 6;

/**
 * One sequence of tokens on the GPU, and the memory and programs that it runs in. Not reentrant: one prefill, generation or
 * observation at a time.
 */
export class Session {
  readonly sequence: Sequence;
  readonly programs: Programs;
  readonly instruments: Instruments;
  /** Whether answers of this sequence gain by speculation. */
  readonly speculation = new SpeculationAccount();
  /** Whether tokens are timed on the GPU's clock: 30 us more a token on an NVIDIA H200. */
  timed = false;

  private constructor(
    readonly gpu: Gpu,
    readonly options: SessionOptions,
    readonly memory: PassMemory,
  ) {
    const { buffers, recordings, pass } = memory;
    this.sequence = new Sequence(sequenceMemory(gpu, buffers), options.context, pass.config.vocabSize);
    this.programs = new Programs(gpu, recordings, buffers.sampler);
    this.instruments = new Instruments(gpu, pass, maxInFlight);
  }

  /** Refuses with `adapter-too-small` or `out-of-memory`; nothing stays allocated then. */
  static async create(gpu: Gpu, model: PassModel, options: SessionOptions): Promise<Session> {
    return new Session(gpu, options, await createPassMemory(gpu, model, { ...options, programs: programsInUse }));
  }

  destroy(): void {
    this.instruments.destroy();
    this.memory.destroy();
  }

  /** {@link Sequence.ids} */
  get ids(): readonly number[] {
    return this.sequence.ids;
  }

  /** {@link Sequence.rewind} */
  rewind(count: number): void {
    this.sequence.rewind(count);
  }

  /** Times a token as a whole; null unless {@link timed} and the device has timestamps. */
  get timer(): PassTimer | null {
    return this.timed ? this.memory.buffers.timer : null;
  }

  /**
   * Runs `ids` after what the cache holds, in batches of at most `chunk`; at least one token, at most what fits. Stops as
   * soon as `signal` says so, keeping the batches that were run; false then.
   */
  async prefill(recorded: RecordedProgram, ids: readonly number[], signal: AbortSignal): Promise<boolean> {
    const { chunk } = this.options;
    const { recordings } = this.memory;
    const start = this.sequence.length;
    const passes = [];
    for (let at = 0; at < ids.length; at += chunk) {
      const part = ids.slice(at, at + chunk);
      const shape = recordings.shapeOf({ start: start + at, tokens: part.length });
      passes.push({ part, recording: await recordings.ready(recorded, shape) });
    }
    const goOn = this.gpu.kernels.hold();
    try {
      for (const { part, recording } of passes) {
        if (signal.aborted) return false;
        const before = this.sequence.length;
        const batch = this.sequence.append(part);
        if (!(await submitInParts(this.gpu, recording.commands, batch, signal))) {
          this.sequence.rewind(before);
          return false;
        }
      }
      return true;
    } finally {
      void this.gpu.device.queue.onSubmittedWorkDone().then(goOn, goOn);
    }
  }

  /** The logits of the last position run, [vocabulary]. */
  async logits(): Promise<Float32Array<ArrayBuffer>> {
    const encoder = this.gpu.device.createCommandEncoder({ label: 'logits' });
    const slot = this.memory.buffers.stages.acquire();
    const { binding, width } = this.memory.buffers.activations.logits;
    slot.copy(encoder, binding.buffer, width * 4, this.logitsRow * width * 4);
    this.gpu.device.queue.submit([encoder.finish()]);
    return new Float32Array(await slot.read());
  }

  /** The row of the logits that belongs to the last position run. */
  get logitsRow(): number {
    return this.logitRows === 'every' ? this.sequence.lastBatch.tokens - 1 : 0;
  }

  /** Which tokens of the batch run last have logits. */
  get logitRows(): LogitRows {
    return isFew(this.memory.recordings.shapeOf(this.sequence.lastBatch)) ? 'every' : this.options.logits;
  }

  /** What `batch` runs, which is recorded already: that of one token always is. */
  recording(recorded: RecordedProgram, batch: Batch): Recording<Tap> {
    const { recordings } = this.memory;
    const recording = recordings.made(recorded, recordings.shapeOf(batch));
    if (!recording) throw new Error(`a batch of ${batch.tokens} tokens is not recorded yet`);
    return recording;
  }

  /** What `batch` runs if it is of a few tokens and recorded already, else null; one that is missing is begun to be made. */
  fewNow(recorded: RecordedProgram, batch: Batch): Recording<Tap> | null {
    const { recordings } = this.memory;
    const shape = recordings.shapeOf(batch);
    if (!isFew(shape)) return null;
    recordings.prepareFew(recorded);
    return recordings.made(recorded, shape);
  }

  /** Encodes commands as a pass of their own. */
  encode(encoder: GPUCommandEncoder, commands: readonly Command<unknown>[], batch: Batch): void {
    const pass = encoder.beginComputePass({ label: 'forward' });
    encode(pass, commands, batch);
    pass.end();
  }
}
