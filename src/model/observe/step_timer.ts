import { Arena } from '../../gpu/arena.ts';
import type { Gpu } from '../../gpu/device.ts';
import { ReadbackRing } from '../../gpu/readback.ts';
import { encode, type Batch, type Command, type Recording } from '../../gpu/recording.ts';
import type { StepName } from '../../vocabulary/program.ts';

/** Nanoseconds on the GPU's clock, summed over the layers. A step whose work is done by a neighbour's kernel is missing. */
export type StepNanoseconds = Partial<Record<StepName, number>>;

/** Neighbouring dispatches of one step. */
interface Run {
  step: StepName;
  commands: Command<unknown>[];
}

/** A query is 8 bytes, and a query set holds at most this many. */
const maxQueries = 4096;

/**
 * Times a pass step by step, where the adapter offers `timestamp-query`: every run of dispatches of one step becomes a
 * compute pass of its own between two timestamps. That costs more than one pass for all, so only some tokens are timed.
 */
export class StepTimer {
  /** Each recording is cut once, since it is replayed many times. */
  readonly #runs = new WeakMap<Recording<unknown>, Run[]>();
  /** The step of every pair of queries that the token being encoded has used so far. */
  #steps: StepName[] = [];

  private constructor(
    private readonly arena: Arena,
    private readonly queries: GPUQuerySet,
    private readonly resolved: GPUBuffer,
    private readonly ring: ReadbackRing,
  ) {}

  /** For passes of at most `runs` runs, and `inFlight` passes at a time; null where they cannot be timed. */
  static async create(gpu: Gpu, runs: number, inFlight: number): Promise<StepTimer | null> {
    const count = runs * 2;
    if (!gpu.device.features.has('timestamp-query') || count > maxQueries) return null;
    const { arena, value } = await Arena.create(gpu, 'step times', (arena) => ({
      queries: gpu.device.createQuerySet({ label: 'step times', type: 'timestamp', count }),
      resolved: arena.buffer('resolved', count * 8, GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC),
      ring: new ReadbackRing(arena, 'readback', inFlight, count * 8),
    }));
    return new StepTimer(arena, value.queries, value.resolved, value.ring);
  }

  destroy(): void {
    this.queries.destroy();
    this.arena.destroy();
  }

  /** Encodes a recording and times it. */
  encode(encoder: GPUCommandEncoder, recording: Recording<unknown>, batch: Batch): void {
    const runs = this.#runs.get(recording) ?? cut(recording.commands);
    this.#runs.set(recording, runs);
    for (const { step, commands } of runs) {
      const pass = encoder.beginComputePass({ label: step, timestampWrites: this.writes(step) });
      encode(pass, commands, batch);
      pass.end();
    }
  }

  /** Where the next pass of the token, which belongs to `step`, writes its times. */
  writes(step: StepName): GPUComputePassTimestampWrites {
    const first = this.#steps.length * 2;
    this.#steps.push(step);
    return { querySet: this.queries, beginningOfPassWriteIndex: first, endOfPassWriteIndex: first + 1 };
  }

  /** Ends the token. The function returned is to be called after the submission, and waits for the times. */
  resolve(encoder: GPUCommandEncoder): () => Promise<StepNanoseconds> {
    const steps = this.#steps;
    this.#steps = [];
    const count = steps.length * 2;
    const slot = this.ring.acquire();
    encoder.resolveQuerySet(this.queries, 0, count, this.resolved, 0);
    slot.copy(encoder, this.resolved, count * 8);
    return async () => sums(steps, new BigUint64Array(await slot.read()));
  }
}

/** Divides a recording where the step changes. */
export function cut(commands: readonly Command<unknown>[]): Run[] {
  const runs: Run[] = [];
  for (const command of commands) {
    if (command.kind === 'mark') continue;
    const last = runs.at(-1);
    if (last?.step === command.step) last.commands.push(command);
    else runs.push({ step: command.step as StepName, commands: [command] });
  }
  return runs;
}

/** Sums by step, from a pair of timestamps for each run. */
export function sums(steps: readonly StepName[], timestamps: BigUint64Array): StepNanoseconds {
  const ns: StepNanoseconds = {};
  steps.forEach((step, run) => {
    ns[step] = (ns[step] ?? 0) + Number(timestamps[run * 2 + 1]! - timestamps[run * 2]!);
  });
  return ns;
}
