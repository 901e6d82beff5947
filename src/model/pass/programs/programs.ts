import type { Gpu } from '../../../gpu/device.ts';
import type { Variant } from '../../../kernels/variants/variant.ts';
import { uniformProgram, type Program } from '../../../vocabulary/program.ts';
import type { SamplingSettings } from '../../../vocabulary/sampling_settings.ts';
import type { GpuSampler } from '../../sampling/gpu_sampler.ts';
import type { Fallbacks } from './fallbacks.ts';
import type { RecordedProgram, Recordings } from './recordings.ts';

/** What it takes before a program can run or answer: recordings over its kernels, and the GPU's sampler. */
export class Programs {
  constructor(
    private readonly gpu: Gpu,
    private readonly recordings: Recordings,
    private readonly sampler: GpuSampler,
  ) {}

  /** Steps that run their reference whatever a program says, from the next token on. */
  get fallbacks(): Fallbacks {
    return this.recordings.fallbacks;
  }

  /** A program ready to run, with its kernels as `variants` have them. Refuses with `out-of-memory` or `bad-kernel`. */
  prepare(program: Program, variants: readonly Variant[] = []): Promise<RecordedProgram> {
    return this.recordings.get(program, variants);
  }

  /** As {@link prepare}, and ready to sample under `settings`; from the ids that are permitted where it is `constrained`. */
  async prepareToSample(
    program: Program,
    variants: readonly Variant[],
    settings: SamplingSettings,
    constrained = false,
  ): Promise<RecordedProgram> {
    const recorded = await this.recordings.get(program, variants);
    if (recorded.program.sample === 'reference') return recorded;
    try {
      await this.sampler.prepare(settings, constrained);
      return recorded;
    } catch (error) {
      this.fallbacks.fallBack(error, recorded.program);
      return this.recordings.get(program, variants);
    }
  }

  /**
   * As {@link prepareToSample} of kernels on file, but waits as little as possible. Until the GPU's sampler is compiled the
   * CPU samples. On a CPU adapter, where compiling takes longer than it saves at first, the reference's kernels run until the
   * program's are compiled.
   */
  async prepareSoon(program: Program, settings: SamplingSettings, constrained = false): Promise<RecordedProgram> {
    const { recordings } = this;
    const wanted = this.gpu.adapter.isFallback ? await recordings.soon(program) : await recordings.get(program);
    if (!wanted) return recordings.get(uniformProgram('reference'));
    const canSample = wanted.program.sample === 'reference' || this.sampler.prepared(settings, constrained);
    return this.prepareToSample(canSample ? program : { ...program, sample: 'reference' }, [], settings, constrained);
  }

  /**
   * Compiles what answers by `program` take, what they can begin with first: the reference's kernels take 0.35 s on the CPU
   * adapter, the fused ones 6.5 s, and those that sample 7 s. Refuses with `out-of-memory`.
   */
  async compileAhead(program: Program): Promise<void> {
    // All of it is begun at once: nobody would free what is begun after the session is gone.
    const passes = [this.recordings.get(uniformProgram('reference')), this.recordings.get(program)] as const;
    const sampling =
      program.sample === 'fused'
        ? this.sampler.prepareAll().catch((error: unknown) => {
            this.fallbacks.fallBack(error, uniformProgram('fused'));
          })
        : Promise.resolve();
    const [, recorded] = await Promise.all([...passes, sampling]);
    // Nothing waits for these.
    this.recordings.prepareFew(recorded);
  }

  /** Dispatches of one token at a short context, including those that sample it where the GPU does. */
  dispatchesPerToken({ program, shapes }: RecordedProgram): number {
    return shapes.one.dispatches + (program.sample === 'fused' ? this.sampler.dispatches : 0);
  }
}
