import type { Gpu } from '../../../gpu/device.ts';
import { record, UncompiledSteps, type Batch, type Recording } from '../../../gpu/recording.ts';
import { takesFew } from '../../../kernels/attention/few_tokens.ts';
import { shortContext } from '../../../kernels/attention/splits.ts';
import type { StepFusions } from '../../../kernels/context.ts';
import { varied, type Variant } from '../../../kernels/variants/variant.ts';
import { isFew, maxFew, type BatchShape } from '../../../vocabulary/batch_shape.ts';
import { stepNames, type Program } from '../../../vocabulary/program.ts';
import { forward, type Pass, type Tap } from '../forward.ts';
import { Fallbacks, type OnUncompiled } from './fallbacks.ts';
import { FewRecordings } from './few_recordings.ts';
import { stepFusionsOf, unavailableSteps } from './step_fusions.ts';
import { taskOf, type Task } from './task.ts';

/** The recordings of a program. */
interface Shapes {
  one: Recording<Tap>;
  'one-long': Recording<Tap>;
  many: Recording<Tap>;
  /** Made when they are first asked for. */
  few: FewRecordings;
}

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
  /** Whether a few tokens have recordings of their own. */
  #hasFew: boolean;

  /** At most `maxPrograms` stay recorded: switching among them costs nothing, and bind groups of others do not pile up. */
  constructor(
    private readonly gpu: Gpu,
    private readonly pass: Pass,
    private readonly maxPrograms: number,
    private readonly onUncompiled: OnUncompiled,
  ) {
    this.fallbacks = new Fallbacks(unavailableSteps(pass.config, pass.weights), onUncompiled);
    this.#hasFew = takesFew(pass.tuning, pass.config);
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
    const short = shortContext(this.pass.tuning);
    if (tokens === 1) return start < short ? 'one' : 'one-long';
    if (tokens > maxFew || !this.#hasFew) return 'many';
    // Each of a few is computed as if it were alone, so all have to be on the same side.
    if (start + tokens <= short) return 'few';
    return start < short ? 'many' : 'few-long';
  }

  /** A program's recording, made now if it is that of a few tokens and missing. Refuses with `out-of-memory` or `bad-kernel`. */
  async ready(recorded: RecordedProgram, shape: BatchShape): Promise<Recording<Tap>> {
    if (!isFew(shape)) return recorded.shapes[shape];
    try {
      return await recorded.shapes.few.get(shape);
    } catch (error) {
      if (this.onUncompiled === 'refuse' || !(error instanceof UncompiledSteps)) throw error;
      this.#hasFew = false;
      return recorded.shapes.many;
    }
  }

  /** The same where it is made already, else null. */
  made({ shapes }: RecordedProgram, shape: BatchShape): Recording<Tap> | null {
    return isFew(shape) ? shapes.few.made(shape) : shapes[shape];
  }

  /** Begins to make what a few tokens run, where they have recordings of their own. Whoever waits for it sees a failure. */
  prepareFew(recorded: RecordedProgram): void {
    if (this.#hasFew) this.ready(recorded, 'few').catch(() => {});
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
    const one = of('one');
    const all = [one, this.#isLong ? of('one-long') : one, of('many')] as const;
    try {
      const [short, long, many] = await Promise.all(all);
      return { one: short, 'one-long': long, many, few: new FewRecordings(of, this.#isLong) };
    } catch (error) {
      // The ones that could be made are useless without the others.
      for (const made of await Promise.allSettled(all)) if (made.status === 'fulfilled') made.value.destroy();
      throw error;
    }
  }

  /** Whether the cache has room for a long context. */
  get #isLong(): boolean {
    return this.pass.cache.capacity > shortContext(this.pass.tuning);
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
