import { encode, type Batch, type Command, type Recording } from '../../gpu/recording.ts';
import { elapsedMs } from '../../gpu/timer.ts';
import type { StepFusions } from '../../kernels/context.ts';
import type { Constraint } from '../sampling/constraint.ts';
import type { SamplingSettings } from '../../vocabulary/sampling_settings.ts';
import type { TokenStatistics } from '../observe/token_statistics.ts';
import type { Tap } from '../pass/forward.ts';
import type { RecordedProgram } from '../pass/programs/recordings.ts';
import { sampledIds } from '../sampling/gpu_sampler.ts';
import { NoFiniteLogit } from '../sampling/no_finite_logit.ts';
import { sample } from '../sampling/sampler.ts';
import type { Probes, SampledToken } from './sampled_token.ts';
import type { Sampler } from './sequence.ts';
import type { Session } from './session.ts';

/** Where a program samples. */
export function samplerOf({ program }: RecordedProgram): Sampler {
  return program.sample === 'fused' ? 'gpu' : 'cpu';
}

/** What runs before a token is sampled, in the same pass. */
interface Run {
  commands: readonly Command<unknown>[];
  batch: Batch;
}

/** Probes of one token, as far as they are encoded. */
interface Measuring {
  pass?: Probes['pass'];
  steps?: { timer: NonNullable<Probes['steps']>; fusions: StepFusions } | null;
  /** Encodes the readback of the statistics. The answer waits for them, once all is submitted. */
  statistics?: ((encoder: GPUCommandEncoder) => () => Promise<TokenStatistics>) | null;
}

/**
 * Makes the tokens of one answer. Each is submitted at the call and known when its promise resolves; whoever calls has the
 * sequence learn the ids, in order.
 */
export class Decoder {
  /** `resumed` tokens of the answer are in the sequence already. Refuses settings out of range (`bad-request`). */
  constructor(
    private readonly session: Session,
    private readonly settings: SamplingSettings,
    resumed = 0,
    private readonly constraint: Constraint | null = null,
  ) {
    session.memory.buffers.sampler.begin(settings);
    session.sequence.beginAnswer(settings.repetitionPenalty !== 1, resumed);
  }

  /** Samples from the logits of the last position run. */
  first(recorded: RecordedProgram): Promise<SampledToken> {
    return this.#sample(this.#encoder('sample'), null, recorded, {});
  }

  /** Runs the token sampled last, whether or not it is known, and samples the next. */
  next(
    recorded: RecordedProgram,
    { pass = null, steps = null, watcher = null, lens = null }: Probes = {},
  ): Promise<SampledToken> {
    const { sequence, memory } = this.session;
    const batch = sequence.advance();
    const encoder = this.#encoder('token');
    const shape = memory.recordings.shapeOf(batch);
    const fusions = memory.recordings.fusions(recorded, shape);
    const statistics =
      watcher && ((after: GPUCommandEncoder) => watcher.collect(after, batch, recorded.program, fusions, lens));
    if (!steps) {
      const { commands } = this.session.recording(recorded, batch);
      const run = { commands: watcher ? [...commands, ...watcher.commands(batch)] : commands, batch };
      return this.#sample(encoder, run, recorded, { pass, statistics });
    }
    steps.encode(encoder, this.session.recording(recorded, batch), batch);
    // In a pass of its own before sampling, which moves the batch on.
    if (watcher) this.session.encode(encoder, watcher.commands(batch), batch);
    return this.#sample(encoder, null, recorded, { steps: { timer: steps, fusions }, statistics });
  }

  /**
   * Runs `ids`, which will probably be sampled next, as far as they have not run, and samples a token behind each on the GPU. An error in
   * place of a token says that none of its logits is finite.
   */
  async propose(recording: Recording<Tap>, ids: readonly number[]): Promise<(SampledToken | NoFiniteLogit)[]> {
    const { gpu, memory, sequence } = this.session;
    const { batch, step } = sequence.propose(ids);
    const encoder = this.#encoder('proposed tokens');
    this.session.encode(encoder, recording.commands, batch);
    const slot = memory.buffers.ids.acquire();
    memory.buffers.sampler.encodeRows(encoder, batch, step, slot);
    gpu.device.queue.submit([encoder.finish()]);
    const sampled = sampledIds(await slot.read(), batch.tokens, step);
    return sampled.map((id) => (typeof id === 'number' ? { id, gpuMs: null, steps: null, statistics: null } : id));
  }

  #encoder(label: string): GPUCommandEncoder {
    return this.session.gpu.device.createCommandEncoder({ label });
  }

  /** Samples where the program says, after what there is to `run`, submits it all and reads the id back. */
  async #sample(
    encoder: GPUCommandEncoder,
    run: Run | null,
    recorded: RecordedProgram,
    { pass: timer = null, steps = null, statistics = null }: Measuring,
  ): Promise<SampledToken> {
    const { gpu, memory, sequence } = this.session;
    const { sampler, activations, ids, stages } = memory.buffers;
    const on = samplerOf(recorded);
    const step = sequence.sample(on);
    const mask = this.constraint?.mask() ?? null;
    if (mask && on === 'gpu') sampler.permit(mask);
    const timestampWrites = timer?.writes ?? (on === 'gpu' ? steps?.timer.writes('sample') : undefined);
    if (run || on === 'gpu') {
      const pass = encoder.beginComputePass({ label: 'token', ...(timestampWrites && { timestampWrites }) });
      if (run) encode(pass, run.commands, run.batch);
      if (on === 'gpu') sampler.encode(pass, step, this.session.logitRows);
      pass.end();
    }
    const slot = (on === 'gpu' ? ids : stages).acquire();
    const rowBytes = activations.logits.width * 4;
    if (on === 'gpu') slot.copy(encoder, activations.ids, 4);
    else slot.copy(encoder, activations.logits.binding.buffer, rowBytes, this.session.logitsRow * rowBytes);
    timer?.resolve(encoder, slot);
    const stepTimes = steps?.timer.resolve(encoder);
    const collected = statistics?.(encoder);
    gpu.device.queue.submit([encoder.finish()]);
    const [bytes, ns, taken] = await Promise.all([slot.read(), stepTimes?.(), collected?.()]);
    const token = (id: number, cpuSampleNs: number | null): SampledToken => ({
      id,
      gpuMs: timer && elapsedMs(bytes, on === 'gpu' ? 4 : rowBytes),
      steps: steps && ns ? { program: recorded.program, fusions: steps.fusions, ns, cpuSampleNs } : null,
      statistics: taken ?? null,
    });
    if (on === 'gpu') {
      const [id] = sampledIds(bytes, 1, step);
      if (id instanceof NoFiniteLogit) throw id;
      return token(id!, null);
    }
    const started = performance.now();
    const id = sample(
      new Float32Array(bytes, 0, activations.logits.width),
      this.settings,
      sequence.context,
      step,
      mask,
    );
    return token(id, (performance.now() - started) * 1e6);
  }
}
