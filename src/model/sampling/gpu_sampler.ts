import { Arena } from '../../gpu/arena.ts';
import { encode, record, type Batch, type Recorder, type Recording } from '../../gpu/recording.ts';
import { argmaxPartsSize, recordArgmax } from '../../kernels/sample/argmax.ts';
import { maskWords, recordPermit } from '../../kernels/sample/permit.ts';
import { samplingParamsSize, packSamplingParams, recordSample, samplePartsSize } from '../../kernels/sample/sample.ts';
import type { Tuning } from '../../kernels/tuning.ts';
import type { Activations, LogitRows } from '../pass/activations.ts';
import { NoFiniteLogit } from './no_finite_logit.ts';
import { samplingParams } from './sampling_params.ts';
import { randomWord } from './random.ts';
import type { ReadbackSlot } from '../../gpu/readback.ts';
import { maxFew } from '../../vocabulary/batch_shape.ts';
import { checkSettings, type SamplingSettings } from '../../vocabulary/sampling_settings.ts';
import { Lazy } from '../pass/programs/lazy.ts';
import { taskOf, type Task } from '../pass/programs/task.ts';
import { seenWords } from './seen_ids.ts';

/** The id that stands for "no logit is finite". */
const none = 0xffff_ffff;

/** Two ways to sample: plain greedy needs neither settings nor the ids that were seen. */
type Way = 'argmax' | 'sample';

/** What samples one way, by which tokens of the batch have logits. */
type Sampling = Record<LogitRows, Recording<never>>;

/** Bytes of a row of {@link GpuSampler.encodeRows}: its batch, and its random word. */
const rowBytes = 12;

/** What constrained answers take besides: the mask of the next token, and the logits that it leaves. */
interface Permitting {
  arena: Arena;
  mask: GPUBuffer;
  permitted: GPUBuffer;
}

/** What the sampler works on. */
type SampledActivations = Pick<Activations, 'batch' | 'logits' | 'ids'>;

/**
 * Samples the next token on the GPU, straight into the ids that the next pass reads. The batch moves on to that token, and
 * the set of seen ids grows by it, so that more tokens can be sampled before the first is known to the CPU.
 */
export class GpuSampler {
  readonly #recordings = new Map<string, Task<Sampling>>();
  readonly #permitting = new Lazy(() => this.#permits());
  #mask: GPUBuffer | null = null;
  readonly #argmaxParts: GPUBuffer;
  readonly #parts: GPUBuffer;
  readonly #params: GPUBuffer;
  /** A bit for every id that the model has seen: what the repetition penalty applies to. */
  readonly seen: GPUBuffer;
  #recording: Sampling | null = null;
  /** Of every row that {@link encodeRows} samples from: batch and random word. */
  readonly #rows: GPUBuffer;
  #settings: SamplingSettings | null = null;

  constructor(
    private readonly arena: Arena,
    private readonly activations: SampledActivations,
    private readonly tuning: Tuning,
  ) {
    const { STORAGE, COPY_DST, COPY_SRC } = GPUBufferUsage;
    this.#rows = arena.buffer('sampled_rows', rowBytes * maxFew, COPY_SRC | COPY_DST);
    this.#argmaxParts = arena.buffer('argmax_parts', 4 * argmaxPartsSize, STORAGE);
    this.#parts = arena.buffer('sample_parts', 4 * samplePartsSize, STORAGE);
    this.#params = arena.buffer('sampling_params', 4 * samplingParamsSize, STORAGE | COPY_DST);
    this.seen = arena.buffer('seen', 4 * seenWords(activations.logits.width), STORAGE | COPY_DST);
  }

  destroy(): void {
    for (const recording of this.#recordings.values()) {
      void recording.result.then(
        ({ last, every }) => [last, every].forEach((made) => made.destroy()),
        () => {},
      );
    }
    this.#permitting.drop(({ arena }) => arena.destroy());
  }

  /** Dispatches of a token that is not constrained, whatever the settings. */
  readonly dispatches = 2;

  /**
   * Compiles what samples under `settings`; to be called before {@link encode}. The first time can take seconds (7 s on the
   * CPU adapter), in which the CPU can sample. What is `constrained` chooses from the ids of {@link permit}. Refuses with
   * `out-of-memory`.
   */
  async prepare(settings: SamplingSettings, constrained = false): Promise<void> {
    this.#recording = await this.#task(wayOf(settings), constrained).result;
  }

  /** Compiles what samples under any settings. */
  async prepareAll(): Promise<void> {
    await Promise.all([this.#task('argmax', false).result, this.#task('sample', false).result]);
  }

  /** Begins what {@link prepare} waits for, and returns whether that is over. */
  prepared(settings: SamplingSettings, constrained = false): boolean {
    return this.#task(wayOf(settings), constrained).over;
  }

  /** Sets the ids that the next token is one of, a bit each; to be called before {@link encode} of every constrained token. */
  permit(mask: Uint32Array<ArrayBuffer>): void {
    this.arena.gpu.device.queue.writeBuffer(this.#mask!, 0, mask);
  }

  /** To be called before the first token of every answer. Refuses settings out of range (`bad-request`). */
  begin(settings: SamplingSettings): void {
    checkSettings(settings);
    this.#settings = settings;
    const params = packSamplingParams(samplingParams(settings, this.activations.logits.width));
    this.arena.gpu.device.queue.writeBuffer(this.#params, 0, params);
  }

  /** Samples the `step`-th token of the answer from the last token's logits, which lie where `rows` of the batch have some. */
  encode(pass: GPUComputePassEncoder, step: number, rows: LogitRows): void {
    const { seed, temperature } = this.#settings!;
    // Writes are ordered with submissions: this one acts on this token, and not on one that is still waiting.
    if (temperature > 0) {
      this.arena.gpu.device.queue.writeBuffer(this.#params, 0, Uint32Array.of(randomWord(seed, step)));
    }
    encode(pass, this.#recording![rows].commands, { start: 0, tokens: 1 });
  }

  /**
   * Samples a token behind every token of `batch`, all of which have logits, and copies the ids to `slot`. The first is the `step`-th of the
   * answer. Each is sampled as if it came after those before it, as {@link encode} does one after the other.
   */
  encodeRows(encoder: GPUCommandEncoder, { start, tokens }: Batch, step: number, slot: ReadbackSlot): void {
    const { seed, temperature } = this.#settings!;
    const rows = Array.from({ length: tokens }, (_, row) => [start, row + 1, randomWord(seed, step + row)]);
    this.arena.gpu.device.queue.writeBuffer(this.#rows, 0, Uint32Array.from(rows.flat()));
    for (let row = 0; row < tokens; row += 1) {
      encoder.copyBufferToBuffer(this.#rows, row * rowBytes, this.activations.batch, 0, 8);
      if (temperature > 0) encoder.copyBufferToBuffer(this.#rows, row * rowBytes + 8, this.#params, 0, 4);
      const pass = encoder.beginComputePass({ label: 'sample a row' });
      encode(pass, this.#recording!.every.commands, { start: 0, tokens: 1 });
      pass.end();
      slot.copy(encoder, this.activations.ids, 4);
    }
  }

  #task(way: Way, constrained: boolean): Task<Sampling> {
    const key = `${way}${constrained ? ' of some' : ''}`;
    return taskOf(this.#recordings, key, () => this.#record(way, constrained));
  }

  async #record(way: Way, constrained: boolean): Promise<Sampling> {
    const permitting = constrained ? await this.#permitting.get() : null;
    const of = (rows: LogitRows) =>
      record<never>(this.arena.gpu, 'sample', (recorder) => this.#plan(way, permitting, rows, recorder));
    const last = await of('last');
    try {
      return { last, every: await of('every') };
    } catch (error) {
      last.destroy();
      throw error;
    }
  }

  async #permits(): Promise<Permitting> {
    const { width } = this.activations.logits;
    const { STORAGE, COPY_DST } = GPUBufferUsage;
    const { arena, value } = await Arena.create(this.arena.gpu, 'constraint', (arena) => ({
      mask: arena.buffer('mask', 4 * maskWords(width), STORAGE | COPY_DST),
      permitted: arena.buffer('permitted', 4 * width, STORAGE),
    }));
    this.#mask = value.mask;
    return { arena, ...value };
  }

  #plan(way: Way, permitting: Permitting | null, rows: LogitRows, recorder: Recorder<never>): void {
    const { batch, ids } = this.activations;
    let { logits } = this.activations;
    let everyRow = rows === 'every';
    recorder.step = 'sample';
    if (permitting) {
      const { mask, permitted } = permitting;
      recordPermit(recorder, { batch, logits, mask, permitted, everyRow });
      const binding = { buffer: permitted, offset: 0, size: permitted.size };
      logits = { binding, width: logits.width, rows: { fixed: 1 } };
      everyRow = false;
    }
    if (way === 'argmax') {
      recordArgmax(recorder, { batch, logits, parts: this.#argmaxParts, ids, everyRow }, this.tuning.argmax);
    } else {
      const { seen } = this;
      const [sampling, parts] = [this.#params, this.#parts];
      recordSample(recorder, { batch, logits, seen, sampling, parts, ids, everyRow }, this.tuning);
    }
  }
}

function wayOf({ temperature, repetitionPenalty }: SamplingSettings): Way {
  return temperature === 0 && repetitionPenalty === 1 ? 'argmax' : 'sample';
}

/** The `count` ids read back of the `step`-th token of an answer and those behind it; an error in place of one says that no logit is finite. */
export function sampledIds(bytes: ArrayBuffer, count: number, step: number): (number | NoFiniteLogit)[] {
  return Array.from(new Uint32Array(bytes, 0, count), (id, row) => (id === none ? new NoFiniteLogit(step + row) : id));
}
