import type { Gpu } from '../gpu/device.ts';
import { record, type Batch, type Recording } from '../gpu/recording.ts';
import type { BatchShape } from '../kernels/fused_ops.ts';
import { shortContext } from '../kernels/tuning.ts';
import { forward, type Pass, type Tap } from './forward.ts';
import { unavailableSteps } from './joins.ts';
import { resolveProgram, stepNames, type Program, type Unavailable } from './program.ts';

/** A program as recorded for every shape of batch. */
export interface RecordedProgram {
  /** As it runs: steps without a fused kernel are the reference's. */
  program: Program;
  shapes: Record<BatchShape, Recording<Tap>>;
}

/** Programs kept recorded: switching among a few costs nothing, and their bind groups do not pile up. */
const kept = 6;

/** The recordings of a session, made when a program is first asked for. */
export class Recordings {
  readonly unavailable: Unavailable;
  /** In the order of their last use. */
  readonly #programs = new Map<string, Promise<RecordedProgram>>();

  constructor(
    private readonly gpu: Gpu,
    private readonly pass: Pass,
  ) {
    this.unavailable = unavailableSteps(pass.config, pass.weights);
  }

  /** Refuses with `out-of-memory`. */
  get(program: Program): Promise<RecordedProgram> {
    const resolved = resolveProgram(program, this.unavailable);
    const key = stepNames.map((name) => resolved[name]).join();
    const found = this.#programs.get(key) ?? this.#record(resolved);
    this.#programs.delete(key);
    this.#programs.set(key, found);
    if (this.#programs.size > kept) this.#drop(this.#programs.keys().next().value!);
    return found;
  }

  /** Which of a program's recordings a batch runs. */
  shapeOf({ start, tokens }: Batch): BatchShape {
    if (tokens > 1) return 'many';
    return start < shortContext(this.pass.tuning) ? 'one' : 'one-long';
  }

  destroy(): void {
    for (const key of this.#programs.keys()) this.#drop(key);
  }

  async #record(program: Program): Promise<RecordedProgram> {
    const of = (shape: BatchShape) =>
      record<Tap>(this.gpu, `${shape} token`, (recorder) => forward(recorder, program, shape, this.pass));
    const long = this.pass.cache.capacity > shortContext(this.pass.tuning);
    const one = of('one');
    const [short, oneLong, many] = await Promise.all([one, long ? of('one-long') : one, of('many')]);
    return { program, shapes: { one: short, 'one-long': oneLong, many } };
  }

  #drop(key: string): void {
    // What is on its way to the GPU still runs: buffers go only after the work that uses them. A failed recording holds none.
    void this.#programs.get(key)?.then(
      ({ shapes }) => Object.values(shapes).forEach((recording) => recording.destroy()),
      () => {},
    );
    this.#programs.delete(key);
  }
}

/** Tells the stages that every one of `recordings` leaves. */
export function stagesOfAll(recordings: readonly Recording<Tap>[]): (tap: Tap) => boolean {
  const key = ({ layer, stage }: Tap) => `${layer}.${stage}`;
  const each = [...new Set(recordings)].map(
    ({ commands }) => new Set(commands.flatMap((command) => (command.kind === 'mark' ? [key(command.mark)] : []))),
  );
  return (tap) => each.every((stages) => stages.has(key(tap)));
}
