import type { Gpu } from '../../../gpu/device.ts';
import { record, type Batch, type Recording } from '../../../gpu/recording.ts';
import { varied, type Variant } from '../../../kernels/variants/variant.ts';
import type { StepFusions } from '../../../kernels/context.ts';
import type { BatchShape } from '../../../vocabulary/batch_shape.ts';
import { shortContext } from '../../../kernels/attention/splits.ts';
import { Fallbacks, type OnUncompiled } from './fallbacks.ts';
import { forward, type Pass, type Tap } from '../forward.ts';
import { stepFusionsOf, unavailableSteps } from './step_fusions.ts';
import { stepNames, type Program } from '../../../vocabulary/program.ts';
import { taskOf, type Task } from './task.ts';

type Shapes = Record<BatchShape, Recording<Tap>>;

/** A program as recorded for every shape of batch. */
export interface RecordedProgram {
  /** As it runs: steps without a fused kernel run the reference. */
  program: Program;
  shapes: Shapes;
}

/** The recordings of a session, made when a program is first asked for. */
export class Recordings {
  readonly fallbacks: Fallbacks;
  /** In the order of their last use. */
  readonly #programs = new Map<string, Task<Shapes>>();

  /** At most `maxPrograms` stay recorded: switching among them costs nothing, and bind groups of others do not pile up. */
  constructor(
    private readonly gpu: Gpu,
    private readonly pass: Pass,
    private readonly maxPrograms: number,
    onUncompiled: OnUncompiled,
  ) {
    this.fallbacks = new Fallbacks(unavailableSteps(pass.config, pass.weights), onUncompiled);
  }

  /** Refuses with `out-of-memory`, or with `bad-kernel` where there is nothing to fall back on. */
  async get(program: Program, variants: readonly Variant[] = []): Promise<RecordedProgram> {
    for (;;) {
      const resolved = this.fallbacks.resolve(program);
      try {
        return { program: resolved, shapes: await this.#shapes(resolved, variants).result };
      } catch (error) {
        // Kernels with a mistake made on purpose say nothing about those on file.
        if (variants.length > 0) throw error;
        this.fallbacks.fallBack(error, resolved);
      }
    }
  }

  /** As {@link get}; null while it is being made. */
  async soon(program: Program): Promise<RecordedProgram | null> {
    return this.#shapes(this.fallbacks.resolve(program), []).over ? this.get(program) : null;
  }

  /** Which of a program's recordings a batch runs. */
  shapeOf({ start, tokens }: Batch): BatchShape {
    if (tokens > 1) return 'many';
    return start < shortContext(this.pass.tuning) ? 'one' : 'one-long';
  }

  fusions({ program }: RecordedProgram, shape: BatchShape): StepFusions {
    return stepFusionsOf(program, shape, this.pass);
  }

  destroy(): void {
    for (const key of this.#programs.keys()) this.#drop(key);
  }

  /** `sample` is not recorded here, so it is no part of the key. */
  #shapes(program: Program, variants: readonly Variant[]): Task<Shapes> {
    const changed = variants.map(({ name, layer }) => `${name}@${layer}`);
    const key = [...stepNames.map((name) => (name === 'sample' ? '' : program[name])), ...changed].join();
    const found = taskOf(this.#programs, key, () => this.#record(program, variants));
    this.#programs.delete(key);
    this.#programs.set(key, found);
    if (this.#programs.size > this.maxPrograms) this.#drop(this.#programs.keys().next().value!);
    return found;
  }

  async #record(program: Program, variants: readonly Variant[]): Promise<Shapes> {
    const of = (shape: BatchShape) =>
      record<Tap>(this.gpu, `${shape} token`, (recorder) => {
        recorder.rewrite = (source, step, layer) =>
          variants.reduce((changed, variant) => varied(variant, changed, step, layer), source);
        forward(recorder, program, shape, this.pass);
      });
    const long = this.pass.cache.capacity > shortContext(this.pass.tuning);
    const one = of('one');
    const all = [one, long ? of('one-long') : one, of('many')] as const;
    try {
      const [short, oneLong, many] = await Promise.all(all);
      return { one: short, 'one-long': oneLong, many };
    } catch (error) {
      // The ones that could be made are useless without the others.
      for (const made of await Promise.allSettled(all)) if (made.status === 'fulfilled') made.value.destroy();
      throw error;
    }
  }

  #drop(key: string): void {
    // Work in flight still runs: buffers are freed only after the work that uses them. A failed recording holds none.
    void this.#programs.get(key)?.result.then(
      (shapes) => Object.values(shapes).forEach((recording) => recording.destroy()),
      () => {},
    );
    this.#programs.delete(key);
  }
}
