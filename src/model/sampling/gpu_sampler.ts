import type { Arena } from '../../gpu/arena.ts';
import { encode, record, type Recorder, type Recording } from '../../gpu/recording.ts';
import { argmaxPartsSize, recordArgmax } from '../../kernels/sample/argmax.ts';
import { drawingSize, packDrawing, recordSample, samplePartsSize } from '../../kernels/sample/sample.ts';
import type { Tuning } from '../../kernels/tuning.ts';
import { refuse } from '../../result.ts';
import type { Activations, LogitRows } from '../pass/activations.ts';
import { drawingOf } from './drawing.ts';
import { randomWord } from './random.ts';
import { checkSettings, type SamplingSettings } from '../../vocabulary/sampling_settings.ts';
import { Task } from '../pass/task.ts';
import { SeenIds } from './seen_ids.ts';

/** The id that stands for "no logit is finite". */
const none = 0xffff_ffff;

/** Two ways to draw: plain greedy needs neither settings nor what was seen. */
type Way = 'argmax' | 'sample';

/** What the sampler works on. */
export type SampledActivations = Pick<Activations, 'batch' | 'logits' | 'ids'>;

/**
 * Draws the next token on the GPU, straight into the ids that the next pass reads. What the model has seen lies on the GPU
 * too and grows there with every draw, so that tokens may be drawn before the last one is known here.
 */
export class GpuSampler {
  readonly #recordings = new Map<Way, Task<Recording<never>>>();
  readonly #argmaxParts: GPUBuffer;
  readonly #parts: GPUBuffer;
  readonly #drawing: GPUBuffer;
  readonly #seen: GPUBuffer;
  /** What `#seen` holds once everything submitted has run and been told. */
  readonly #known: SeenIds;
  #recording: Recording<never> | null = null;
  #settings: SamplingSettings | null = null;

  constructor(
    private readonly arena: Arena,
    private readonly activations: SampledActivations,
    private readonly logitRows: LogitRows,
    private readonly tuning: Tuning,
  ) {
    const { STORAGE, COPY_DST } = GPUBufferUsage;
    this.#known = new SeenIds(activations.logits.width);
    this.#argmaxParts = arena.buffer('argmax_parts', 4 * argmaxPartsSize, STORAGE);
    this.#parts = arena.buffer('sample_parts', 4 * samplePartsSize, STORAGE);
    this.#drawing = arena.buffer('drawing', 4 * drawingSize, STORAGE | COPY_DST);
    this.#seen = arena.buffer('seen', this.#known.words.byteLength, STORAGE | COPY_DST);
  }

  destroy(): void {
    for (const recording of this.#recordings.values()) {
      void recording.result.then(
        (made) => made.destroy(),
        () => {},
      );
    }
  }

  /** Dispatches of a draw, whatever its settings. */
  readonly dispatches = 2;

  /**
   * Compiles what draws under `settings`, to be called before {@link encode}. The first time can take seconds (7 s on the CPU
   * adapter), in which the CPU can draw. Refuses with `out-of-memory`.
   */
  async prepare(settings: SamplingSettings): Promise<void> {
    this.#recording = await this.#task(wayOf(settings)).result;
  }

  /** Compiles what draws under any settings. */
  async prepareAll(): Promise<void> {
    await Promise.all([this.#task('argmax').result, this.#task('sample').result]);
  }

  /** Begins what {@link prepare} waits for, and tells whether it is over. */
  prepared(settings: SamplingSettings): boolean {
    return this.#task(wayOf(settings)).over;
  }

  /**
   * To be called before the first draw of every answer: `ids` is all that the model has seen so far. Refuses settings out
   * of range (`bad-request`).
   */
  begin(settings: SamplingSettings, ids: readonly number[]): void {
    checkSettings(settings);
    this.#settings = settings;
    const { queue } = this.arena.gpu.device;
    if (settings.repetitionPenalty !== 1) {
      this.#known.reset(ids);
      queue.writeBuffer(this.#seen, 0, this.#known.words);
    }
    queue.writeBuffer(this.#drawing, 0, packDrawing(drawingOf(settings, this.activations.logits.width)));
  }

  /** Draws the `step`-th token of the answer. */
  encode(pass: GPUComputePassEncoder, step: number): void {
    const { seed, temperature } = this.#settings!;
    // Ordered with submissions: it acts on this draw, and not on one that is still waiting.
    if (temperature > 0) {
      this.arena.gpu.device.queue.writeBuffer(this.#drawing, 0, Uint32Array.of(randomWord(seed, step)));
    }
    encode(pass, this.#recording!.commands, { start: 0, tokens: 1 });
  }

  /** Hears of an id drawn here, in order. Refuses (`bad-request`) one that stands for "no logit was finite". */
  drawn(id: number, step: number): void {
    if (id === none) {
      refuse('bad-request', `No logit of token ${step} is finite: the model broke down; a trace shows at which stage`);
    }
    this.#known.add(id);
  }

  /** Hears of an id drawn elsewhere, when nothing drawn here is under way: it becomes the next pass's, and seen. */
  drawnElsewhere(id: number): void {
    const { queue } = this.arena.gpu.device;
    queue.writeBuffer(this.activations.ids, 0, Uint32Array.of(id));
    const word = this.#known.add(id);
    queue.writeBuffer(this.#seen, 4 * word, this.#known.words, word, 1);
  }

  #task(way: Way): Task<Recording<never>> {
    const found = this.#recordings.get(way);
    if (found) return found;
    const made = new Task(record<never>(this.arena.gpu, 'sample', (recorder) => this.#plan(way, recorder)));
    this.#recordings.set(way, made);
    return made;
  }

  #plan(way: Way, recorder: Recorder<never>): void {
    const { batch, logits, ids } = this.activations;
    const everyRow = this.logitRows === 'every';
    recorder.step = 'sample';
    if (way === 'argmax') {
      recordArgmax(recorder, { batch, logits, parts: this.#argmaxParts, ids, everyRow }, this.tuning.argmax);
    } else {
      const [seen, drawing, parts] = [this.#seen, this.#drawing, this.#parts];
      recordSample(recorder, { batch, logits, seen, drawing, parts, ids, everyRow }, this.tuning);
    }
  }
}

function wayOf({ temperature, repetitionPenalty }: SamplingSettings): Way {
  return temperature === 0 && repetitionPenalty === 1 ? 'argmax' : 'sample';
}
