import type { Gpu } from '../../gpu/device.ts';
import { encode, type Batch, type Command } from '../../gpu/recording.ts';
import type { Variant } from '../../kernels/variants/variant.ts';
import type { ModelConfig } from '../families/model_config.ts';
import { collapsed } from './collapse.ts';
import { drawAfter, type Run } from './sample_token.ts';
import type { Drawn, Watch } from './sampled_token.ts';
import { keptStages, type KeptStage } from '../pass/activations.ts';
import type { Fallbacks } from '../pass/fallbacks.ts';
import type { LiveStatistics, TokenStatistics } from '../observe/token_statistics.ts';
import { observeBatch, type Observed } from '../observe/observe.ts';
import { compileAhead, prepareSoon, prepareToDraw } from '../pass/prepare.ts';
import type { Program, StepName } from '../../vocabulary/program.ts';
import { createPassMemory, type PassMemory, type PassOptions } from '../pass/pass_memory.ts';
import { stagesOfAll, type RecordedProgram } from '../pass/recordings.ts';
import type { Tap } from '../pass/forward.ts';
import type { Stage } from '../../vocabulary/stages.ts';
import type { SamplingSettings } from '../../vocabulary/sampling_settings.ts';
import { mostInFlight } from './session_buffers.ts';
import type { StepTimer } from '../observe/step_timer.ts';
import { submitInParts } from '../pass/submit.ts';
import { timeCommands } from '../observe/time_commands.ts';
import type { ModelWeights } from '../families/model_weights.ts';

export type SessionOptions = Omit<PassOptions, 'programs'>;

/** A program, the other set's while both are measured, and a few that were switched away from. */
const usedAtATime = 6;

/**
 * One sequence of tokens on the GPU: its KV cache and the programs recorded over it. Not reentrant: one prefill,
 * generation or observation at a time.
 */
export class Session {
  readonly #ids: number[] = [];
  /** Positions run beyond `#ids`, on drawn ids that are not known yet. */
  #ahead = 0;
  /** Of the batch run last. */
  #lastTokens = 0;
  /** Whether tokens are timed on the GPU's clock: 30 us more a token on an NVIDIA H200. */
  timed = false;

  private constructor(
    private readonly gpu: Gpu,
    readonly options: SessionOptions,
    private readonly memory: PassMemory,
  ) {}

  /** Refuses with `adapter-too-small` or `out-of-memory`; nothing is kept then. */
  static async create(
    gpu: Gpu,
    model: { config: ModelConfig; weights: ModelWeights },
    options: SessionOptions,
  ): Promise<Session> {
    return new Session(gpu, options, await createPassMemory(gpu, model, { ...options, programs: usedAtATime }));
  }

  destroy(): void {
    this.memory.destroy();
  }

  /** The tokens whose keys and values the cache holds, as far as they are known. */
  get ids(): readonly number[] {
    return this.#ids;
  }

  /** Positions still free. */
  get room(): number {
    return this.options.context - this.#ids.length - this.#ahead;
  }

  /** Steps that run their reference whatever a program says, from the next token on. */
  get fallbacks(): Fallbacks {
    return this.memory.recordings.fallbacks;
  }

  /** A program ready to run, with its kernels as `variants` have them. Refuses with `out-of-memory` or `bad-kernel`. */
  prepare(program: Program, variants: readonly Variant[] = []): Promise<RecordedProgram> {
    return this.memory.recordings.get(program, variants);
  }

  /** As {@link prepare}, and ready to draw under `settings`. */
  prepareToDraw(program: Program, variants: readonly Variant[], settings: SamplingSettings): Promise<RecordedProgram> {
    return prepareToDraw(this.memory, program, variants, settings);
  }

  /** As {@link prepareToDraw} of kernels on file, or what does as well and is there sooner. */
  prepareSoon(program: Program, settings: SamplingSettings): Promise<RecordedProgram> {
    return prepareSoon(this.gpu, this.memory, program, settings);
  }

  /** Compiles what answers by `program` take. Refuses with `out-of-memory`. */
  compileAhead(program: Program): Promise<void> {
    return compileAhead(this.memory, program);
  }

  /** Dispatches of one token at a short context, drawing it included where the GPU draws. */
  dispatchesPerToken({ program, shapes }: RecordedProgram): number {
    return shapes.one.dispatches + (program.sample === 'fused' ? this.memory.buffers.sampler.dispatches : 0);
  }

  /** What {@link advance} times steps with; null where the device has no timestamps. Refuses with `out-of-memory`. */
  stepTimer(): Promise<StepTimer | null> {
    return this.memory.recordings.stepTimer(mostInFlight);
  }

  /** What {@link advance} and {@link runWatched} take statistics with. Refuses with `out-of-memory`. */
  liveStatistics(): Promise<LiveStatistics> {
    return this.memory.recordings.statistics(mostInFlight);
  }

  /** Forgets everything after the first `count` tokens, and what was run ahead. */
  rewind(count: number): void {
    this.#ids.length = Math.min(this.#ids.length, count);
    this.#ahead = 0;
  }

  /** Names the oldest token that was run ahead. */
  confirm(id: number): void {
    this.#ids.push(id);
    this.#ahead -= 1;
  }

  /**
   * Runs `ids` after what the cache holds, in batches of at most `chunk`; at least one token, at most what fits.
   * It stops as soon as `signal` says so, keeping the batches that were run; false then.
   */
  async prefill(recorded: RecordedProgram, ids: readonly number[], signal: AbortSignal): Promise<boolean> {
    const goOn = this.gpu.kernels.hold();
    try {
      for (let done = 0; done < ids.length;) {
        if (signal.aborted) return false;
        const kept = this.#ids.length;
        const batch = this.#append(ids.slice(done, done + this.options.chunk));
        const { commands } = recorded.shapes[this.memory.recordings.shapeOf(batch)];
        if (!(await submitInParts(this.gpu, commands, batch, signal))) {
          this.rewind(kept);
          return false;
        }
        done += batch.tokens;
      }
      return true;
    } finally {
      void this.gpu.device.queue.onSubmittedWorkDone().then(goOn, goOn);
    }
  }

  /** Runs one token after what the cache holds, and says what it left. */
  async runWatched(recorded: RecordedProgram, id: number, live: LiveStatistics): Promise<TokenStatistics> {
    const batch = this.#append([id]);
    const encoder = this.gpu.device.createCommandEncoder({ label: 'watched token' });
    const { commands } = recorded.shapes[this.memory.recordings.shapeOf(batch)];
    this.#encode(encoder, [...commands, ...live.commands(batch)], batch);
    const told = live.collect(encoder, batch, this.#leaves(recorded, batch));
    this.gpu.device.queue.submit([encoder.finish()]);
    return told();
  }

  /** Before the first draw of an answer: what was seen is what {@link ids} holds. Refuses settings out of range. */
  begin(settings: SamplingSettings): void {
    this.memory.buffers.sampler.begin(settings, this.#ids);
  }

  /** Draws a token from the logits of the last position run, its `step`-th since the prompt. */
  draw(recorded: RecordedProgram, settings: SamplingSettings, step: number): Promise<Drawn> {
    const encoder = this.gpu.device.createCommandEncoder({ label: 'draw' });
    return this.#drawAfter(encoder, null, recorded, settings, step, {});
  }

  /** Runs the token drawn last, and draws the next. The token need not be known yet; {@link confirm} names it later. */
  advance(
    recorded: RecordedProgram,
    settings: SamplingSettings,
    step: number,
    { steps = null, live = null }: { steps?: StepTimer | null; live?: LiveStatistics | null } = {},
  ): Promise<Drawn> {
    const batch = this.#place(1);
    this.#ahead += 1;
    const encoder = this.gpu.device.createCommandEncoder({ label: 'token' });
    const shape = this.memory.recordings.shapeOf(batch);
    const leaves = this.#leaves(recorded, batch);
    const statistics = live && ((after: GPUCommandEncoder) => live.collect(after, batch, leaves));
    const { commands } = recorded.shapes[shape];
    if (!steps) {
      const run = { commands: live ? [...commands, ...live.commands(batch)] : commands, batch };
      const pass = this.timed ? this.memory.buffers.timer : null;
      return this.#drawAfter(encoder, run, recorded, settings, step, { pass, statistics });
    }
    steps.encode(encoder, recorded.shapes[shape], batch);
    // Before the draw, which moves the batch on.
    if (live) this.#encode(encoder, live.commands(batch), batch);
    const joins = this.memory.recordings.joins(recorded, shape);
    return this.#drawAfter(encoder, null, recorded, settings, step, { steps: { timer: steps, joins }, statistics });
  }

  /** The logits of the last position run, [vocabulary]. */
  async logits(): Promise<Float32Array<ArrayBuffer>> {
    const encoder = this.gpu.device.createCommandEncoder({ label: 'logits' });
    const slot = this.memory.buffers.stages.acquire();
    const { binding, width } = this.memory.buffers.activations.logits;
    slot.copy(encoder, binding.buffer, width * 4, this.#logitsRow() * width * 4);
    this.gpu.device.queue.submit([encoder.finish()]);
    return new Float32Array(await slot.read());
  }

  /** Whether the logits of the last position run say nothing at all. */
  async collapsed(): Promise<boolean> {
    return collapsed(await this.logits());
  }

  /**
   * As {@link prefill}, stopping at every stage to read it back; slow, for traces. A stage that some of the batches do
   * not leave, since one token runs other kernels than many, is not looked at in any. With `only`, no other stage is.
   */
  async *observe(
    recorded: RecordedProgram,
    ids: readonly number[],
    only?: Stage,
  ): AsyncGenerator<Observed, void, void> {
    const { chunk } = this.options;
    const sizes = Array.from({ length: Math.ceil(ids.length / chunk) }, (_, n) =>
      Math.min(chunk, ids.length - n * chunk),
    );
    const recordings = sizes.map((tokens, n) => {
      const start = this.#ids.length + n * chunk;
      return recorded.shapes[this.memory.recordings.shapeOf({ start, tokens })];
    });
    const everywhere = stagesOfAll(recordings);
    for (const [n, { commands }] of recordings.entries()) {
      const batch = this.#append(ids.slice(n * chunk, n * chunk + sizes[n]!));
      const wanted = (tap: Tap) => (only === undefined || tap.stage === only) && everywhere(tap);
      yield* observeBatch(this.gpu, this.memory.buffers.stages, commands, wanted, batch);
    }
  }

  /**
   * Microseconds of a step of one token at the present place, alone: all layers' back to back in one pass, so that every
   * one finds its weights in memory and not in a cache. Null without timestamps, or where the step is part of another.
   * The cache and the residual stream are left as garbage: rewind and prefill before going on.
   */
  async timeStep({ shapes }: RecordedProgram, step: StepName): Promise<number | null> {
    const batch = { start: this.#ids.length - 1, tokens: 1 };
    const commands = shapes[this.memory.recordings.shapeOf(batch)].commands.filter(
      (command) => command.kind === 'dispatch' && command.step === step,
    );
    if (commands.length === 0) return null;
    this.memory.buffers.place.set(batch);
    const us = await timeCommands(this.gpu, this.memory.buffers, commands, batch);
    const layers = step === 'embed' || step === 'logits' ? 1 : this.memory.cache.layers.length;
    return us === null ? null : us / layers;
  }

  #drawAfter(
    encoder: GPUCommandEncoder,
    run: Run | null,
    recorded: RecordedProgram,
    settings: SamplingSettings,
    step: number,
    watch: Watch,
  ): Promise<Drawn> {
    const draw = { recorded, settings, step, seen: this.#ids, row: this.#logitsRow() };
    return drawAfter(this.gpu, this.memory.buffers, encoder, run, draw, watch);
  }

  #encode(encoder: GPUCommandEncoder, commands: readonly Command<unknown>[], batch: Batch): void {
    const pass = encoder.beginComputePass({ label: 'forward' });
    encode(pass, commands, batch);
    pass.end();
  }

  /** What a token leaves of what is kept of every layer: all, unless `attn_out` puts attention together itself. */
  #leaves(recorded: RecordedProgram, batch: Batch): { program: Program; left: ReadonlySet<KeptStage> } {
    const { recordings } = this.memory;
    const { attentionOut } = recordings.joins(recorded, recordings.shapeOf(batch));
    const left = new Set(keptStages.filter((stage) => stage !== 'attn' || !attentionOut));
    return { program: recorded.program, left };
  }

  /** Writes a batch's ids and place to the GPU, and counts it as cached. */
  #append(ids: readonly number[]): Batch {
    const batch = this.#place(ids.length);
    this.gpu.device.queue.writeBuffer(this.memory.buffers.activations.ids, 0, Uint32Array.from(ids));
    this.#ids.push(...ids);
    return batch;
  }

  /** Says on the GPU where the next `tokens` stand. */
  #place(tokens: number): Batch {
    if (tokens > this.room) throw new Error('more tokens than the context holds');
    const batch = { start: this.#ids.length + this.#ahead, tokens };
    this.memory.buffers.place.set(batch);
    this.#lastTokens = tokens;
    return batch;
  }

  /** Which row of the logits is the last token's. */
  #logitsRow(): number {
    return this.options.logits === 'every' ? this.#lastTokens - 1 : 0;
  }
}
