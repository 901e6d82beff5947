import { Arena } from '../../gpu/arena.ts';
import type { Gpu } from '../../gpu/device.ts';
import { ReadbackRing } from '../../gpu/readback.ts';
import { encode, type Batch, type Command, type Recording } from '../../gpu/recording.ts';
import type { BatchShape } from '../../vocabulary/batch_shape.ts';
import { takesFew } from '../../kernels/attention/few_tokens.ts';
import { shortContext } from '../../kernels/attention/splits.ts';
import type { StepFusions } from '../../kernels/context.ts';
import { tuningFor } from '../../kernels/tuning.ts';
import type { Variant } from '../../kernels/variants/variant.ts';
import { onlyCachePiece } from '../../kernels/operands.ts';
import { cachedOutputs, markedOutputs, type Output } from '../pass/boundaries.ts';
import type { Family } from '../families/family.ts';
import type { Tap } from '../pass/forward.ts';
import { asOutput, readOutput, unwrittenWords } from '../pass/output_values.ts';
import { createPassMemory, type PassMemory, type PassModel } from '../pass/pass_memory.ts';
import { uniformProgram, type Program, type StepName } from '../../vocabulary/program.ts';
import type { RecordedProgram } from '../pass/programs/recordings.ts';
import { uniform } from '../sampling/random.ts';
import { sections } from './sections.ts';
import { cacheElementBytes, cacheTypes, type CacheType } from '../../vocabulary/cache_type.ts';
import type { Stage } from '../../vocabulary/stages.ts';

/** Neighbouring steps of a pass, run by a candidate on the reference's inputs. */
interface Trial {
  candidate: RecordedProgram;
  /** In the order of the pass. */
  steps: readonly StepName[];
}

/** A stage that a trial wrote, beside the reference's: [rows, width] each, in f32. */
export interface TriedStage {
  stage: Stage;
  width: number;
  values: Float32Array;
  reference: Float32Array;
}

/** Tokens in batches of the given sizes. Those before `from` only fill the cache. */
export interface Examined {
  tokens: readonly number[];
  sizes: readonly number[];
  from: number;
}

interface Tried<T extends Trial> {
  trial: T;
  layer: number | null;
  shape: BatchShape;
  batch: Batch;
  stages: TriedStage[];
}

/** Tokens to run at a long context, one at a time: the noise floor of a single token can be low by chance. Then a few at once. */
const [longTokens, longFew] = [3, 4];

/** The reference both ways, the program in question, and every known fault of a step. */
const maxPrograms = 16;

/**
 * Runs tokens by the reference kernels and, at every step, trials of other kernels. Each trial starts from the reference's
 * residual stream, projections and cache, and everything that it may have written is restored. So a trial's error is its
 * own, whatever other steps do.
 */
export class Replay {
  private constructor(
    private readonly gpu: Gpu,
    private readonly family: Family,
    readonly memory: PassMemory,
    private readonly scratch: {
      arena: Arena;
      poison: Record<CacheType, GPUBuffer>;
      cache: GPUBuffer;
      ring: ReadbackRing;
    },
    /** Positions before the tokens at a long context; null where the model does not have that many. */
    readonly longContext: number | null,
  ) {}

  /** For at most `context` tokens, `chunk` at a time. Refuses with `adapter-too-small` or `out-of-memory`. */
  static async create(
    gpu: Gpu,
    model: PassModel,
    { context, chunk }: { context: number; chunk: number },
  ): Promise<Replay> {
    const long = shortContext(tuningFor(gpu));
    const longRun = longTokens + (takesFew(tuningFor(gpu), model.config) ? longFew : 0);
    const longContext = long + longRun <= model.config.maxPositions ? long : null;
    const positions = longContext === null ? context : Math.max(context, longContext + longRun);
    const options = { context: positions, chunk, logits: 'every', programs: maxPrograms } as const;
    const memory = await createPassMemory(gpu, model, options);
    try {
      const { q, k, x, act, logits } = memory.buffers.activations;
      const cacheBytes = onlyCachePiece(memory.cache.layers[0]!).whole.size;
      const largest = Math.max(...[q, k, x, act, logits].map(({ binding }) => binding.size), cacheBytes);
      const { arena, value } = await Arena.create(gpu, 'replay', (arena) => {
        const { COPY_SRC, COPY_DST } = GPUBufferUsage;
        return {
          poison: {
            f32: arena.buffer('poison', largest, COPY_SRC | COPY_DST),
            f16: arena.buffer('poison/f16', model.cacheType === 'f16' ? cacheBytes : 4, COPY_SRC | COPY_DST),
          },
          cache: arena.buffer('cache', cacheBytes, COPY_SRC | COPY_DST),
          // Room for the outputs of any run of steps: at most all of a layer's.
          ring: new ReadbackRing(arena, 'outputs', 1, 2 * largest + 2 * q.binding.size + k.binding.size + cacheBytes),
        };
      });
      for (const type of cacheTypes) {
        const poison = value.poison[type];
        gpu.device.queue.writeBuffer(poison, 0, new Uint32Array(poison.size / 4).fill(unwrittenWords[type]));
      }
      return new Replay(gpu, model.weights.family, memory, { arena, ...value }, longContext);
    } catch (error) {
      memory.destroy();
      throw error;
    }
  }

  destroy(): void {
    this.memory.destroy();
    this.scratch.arena.destroy();
  }

  /** A program ready to be tried. Refuses with `out-of-memory`. */
  prepare(program: Program, variants: readonly Variant[] = []): Promise<RecordedProgram> {
    return this.memory.recordings.get(program, variants);
  }

  /** {@link Recordings.ready} */
  recording(recorded: RecordedProgram, shape: BatchShape): Promise<Recording<Tap>> {
    return this.memory.recordings.ready(recorded, shape);
  }

  /** {@link Recordings.fusions} */
  fusions(recorded: RecordedProgram, shape: BatchShape): StepFusions {
    return this.memory.recordings.fusions(recorded, shape);
  }

  /**
   * Runs `ids` from the start of the cache in batches of the given sizes, then single tokens and a few at a long context, which has
   * kernels of its own. `trialsAt` names the trials that begin with `step` of a layer; there are none before token `from`. Yields each
   * trial once the reference has passed the trial's last step.
   */
  async *run<T extends Trial>(
    { tokens: ids, sizes, from }: Examined,
    trialsAt: (layer: number | null, step: StepName, shape: BatchShape) => readonly T[],
  ): AsyncGenerator<Tried<T>, void, void> {
    const reference = await this.prepare(uniformProgram('reference'));
    let start = 0;
    for (const tokens of sizes) {
      yield* this.#runBatch(reference, start, ids.slice(start, start + tokens), start < from ? () => [] : trialsAt);
      start += tokens;
    }
    const long = this.#longContextFor(ids);
    if (long === null) return;
    await this.#lengthenCache(ids.length, long);
    start = long;
    for (const tokens of this.#longSizes(long)) {
      const from = start;
      const own = Array.from({ length: tokens }, (_, n) => ids[(from + n) % ids.length]!);
      yield* this.#runBatch(reference, start, own, trialsAt);
      start += tokens;
    }
  }

  #longSizes(long: number): number[] {
    const singles = Array.from({ length: longTokens }, () => 1);
    const few = { start: long + longTokens, tokens: longFew };
    return this.memory.recordings.shapeOf(few) === 'few-long' ? [...singles, longFew] : singles;
  }

  /** How many batches {@link run} takes. */
  batches({ tokens, sizes }: Examined): number {
    const long = this.#longContextFor(tokens);
    return sizes.length + (long === null ? 0 : this.#longSizes(long).length);
  }

  /** Null where `tokens` reach as far by themselves, or the model does not have that many positions. */
  #longContextFor(tokens: readonly number[]): number | null {
    return this.longContext !== null && tokens.length < this.longContext ? this.longContext : null;
  }

  /**
   * Fills the cache up to `context` by repeating the rows of the first `tokens`, each row scaled down by a factor of its own.
   * Equal rows would not do: rounding treats them all alike, in the reordered reference too, so the noise floor would miss it.
   */
  async #lengthenCache(tokens: number, context: number): Promise<void> {
    for (const layer of this.memory.cache.layers) {
      const { keys, values, whole, heads } = onlyCachePiece(layer);
      const width = heads * layer.stride;
      const rowBytes = width * cacheElementBytes[layer.type];
      const encoder = this.gpu.device.createCommandEncoder({ label: 'long context' });
      const slot = this.scratch.ring.acquire();
      for (const { offset } of [keys, values]) slot.copy(encoder, whole.buffer, tokens * rowBytes, offset);
      this.gpu.device.queue.submit([encoder.finish()]);
      const known = readOutput(layer.type, await slot.read());
      for (const [half, { offset }] of [keys, values].entries()) {
        const first = half * tokens * width;
        const rows = new Float32Array((context - tokens) * width);
        for (let row = 0; row < context - tokens; row += 1) {
          const from = first + (row % tokens) * width;
          const factor = 1 - uniform(half, row) / 32;
          for (let at = 0; at < width; at += 1) rows[row * width + at] = factor * known[from + at]!;
        }
        this.gpu.device.queue.writeBuffer(whole.buffer, offset + tokens * rowBytes, asOutput(layer.type, rows));
      }
    }
  }

  async *#runBatch<T extends Trial>(
    reference: RecordedProgram,
    start: number,
    ids: readonly number[],
    trialsAt: (layer: number | null, step: StepName, shape: BatchShape) => readonly T[],
  ): AsyncGenerator<Tried<T>, void, void> {
    const batch = { start, tokens: ids.length };
    const { activations } = this.memory.buffers;
    this.gpu.device.queue.writeBuffer(activations.ids, 0, Uint32Array.from(ids));
    this.gpu.device.queue.writeBuffer(activations.batch, 0, Uint32Array.of(start, ids.length));
    const shape = this.memory.recordings.shapeOf(batch);
    let open: { trial: T; written: Map<Stage, Float32Array>; stages: TriedStage[] }[] = [];
    for (const { layer, step, commands } of sections(await this.recording(reference, shape))) {
      for (const trial of trialsAt(layer, step, shape)) {
        const candidate = sections(await this.recording(trial.candidate, shape)).filter((one) => one.layer === layer);
        const own = candidate.filter((one) => trial.steps.includes(one.step)).flatMap((one) => one.commands);
        const outputs = this.#outputs(own, trial.steps, layer, batch);
        open.push({ trial, written: await this.#try(own, outputs, layer, batch), stages: [] });
      }
      const outputs = open.length > 0 ? this.#outputs(commands, [step], layer, batch) : [];
      const passed = await this.#pass(commands, outputs, batch);
      for (const { written, stages } of open) {
        for (const { stage, width } of outputs) {
          const values = written.get(stage);
          if (values) stages.push({ stage, width, values, reference: passed.get(stage)! });
        }
      }
      for (const { trial, stages } of open.filter((one) => one.trial.steps.at(-1) === step)) {
        yield { trial, layer, shape, batch, stages };
      }
      open = open.filter((one) => one.trial.steps.at(-1) !== step);
    }
  }

  #outputs(
    commands: readonly Command<Tap>[],
    steps: readonly StepName[],
    layer: number | null,
    batch: Batch,
  ): Output[] {
    const cache = steps.includes('rope') && this.memory.cache.layers[layer!];
    const cached = cache ? cachedOutputs(this.family, cache, batch) : [];
    return [...markedOutputs(this.family, commands, batch), ...cached];
  }

  /** Runs a trial's commands and restores what they may have written. */
  #try(commands: readonly Command<Tap>[], outputs: readonly Output[], layer: number | null, batch: Batch) {
    const { cache, poison } = this.scratch;
    // The reference rewrites the activations. Of the layer's cache all is restored: a wrong kernel may write anywhere.
    const own = layer === null ? null : onlyCachePiece(this.memory.cache.layers[layer]!).whole;
    return this.#submit('trial', commands, outputs, batch, {
      before(encoder) {
        if (own) encoder.copyBufferToBuffer(own.buffer, own.offset, cache, 0, own.size);
        for (const { type, buffer, offset, bytes, freshFrom } of outputs) {
          if (freshFrom === bytes) continue;
          encoder.copyBufferToBuffer(poison[type], 0, buffer, offset + freshFrom, bytes - freshFrom);
        }
      },
      after(encoder) {
        if (own) encoder.copyBufferToBuffer(cache, 0, own.buffer, own.offset, own.size);
      },
    });
  }

  #pass(commands: readonly Command<Tap>[], outputs: readonly Output[], batch: Batch) {
    return this.#submit('reference', commands, outputs, batch, { before() {}, after() {} });
  }

  async #submit(
    label: string,
    commands: readonly Command<Tap>[],
    outputs: readonly Output[],
    batch: Batch,
    around: { before(encoder: GPUCommandEncoder): void; after(encoder: GPUCommandEncoder): void },
  ): Promise<Map<Stage, Float32Array>> {
    const encoder = this.gpu.device.createCommandEncoder({ label });
    around.before(encoder);
    const pass = encoder.beginComputePass({ label });
    encode(pass, commands, batch);
    pass.end();
    const slot = outputs.length > 0 ? this.scratch.ring.acquire() : null;
    for (const { buffer, offset, bytes } of outputs) slot?.copy(encoder, buffer, bytes, offset);
    around.after(encoder);
    this.gpu.device.queue.submit([encoder.finish()]);
    const read = (await slot?.read()) ?? new ArrayBuffer(0);
    let at = 0;
    return new Map(outputs.map(({ stage, type, bytes }) => [stage, readOutput(type, read.slice(at, (at += bytes)))]));
  }
}
