import { transfer } from 'comlink';
import { openDevice, type Gpu } from '../gpu/device.ts';
import { isLost } from '../gpu/loss.ts';
import { faults } from '../kernels/variants/faults/catalogue.ts';
import { Meter, type Measuring } from '../model/observe/meter.ts';
import { uniformProgram, type Program, type StepName, type Unavailable } from '../vocabulary/program.ts';
import { attempt, Refusal, refuse, type Failure, type Result } from '../result.ts';
import type * as api from './api.ts';
import { bench } from '../lab/bench.ts';
import { answer } from './chat.ts';
import { diagnose } from '../lab/diagnose/diagnose.ts';
import { unlessStopped } from '../lab/diagnose/stopped.ts';
import { variantOf } from '../lab/faults.ts';
import { checkKernels } from '../lab/self_test/self_test.ts';
import { inspectCheckpoint, loadModel, type Model } from './load.ts';
import { trace } from '../lab/trace.ts';
import { tryRemedies } from '../lab/remedies.ts';
import { watchAgain } from '../lab/monitor_again.ts';

/** What the engine is doing. */
interface Activity {
  controller: AbortController;
  ended: Promise<void>;
  /** Whether it makes way for anything else. */
  yields: boolean;
}

/** Owns the device and the model on it, and does one thing at a time. Implements the worker's side of the api. */
export class Engine implements api.EngineApi {
  #opening: Promise<Gpu> | null = null;
  #model: Model | null = null;
  #activity: Activity | null = null;
  #program: Program = uniformProgram('fused');
  #measuring: Measuring | null = null;
  #faults: api.ChosenFault[] = [];
  /** Whether the cache was filled with other faults than those of the next answer. */
  #cacheStale = false;
  /** How the last answer was drawn, and with which fault. */
  #answered: Omit<api.AnsweredOn, 'tokens'> | null = null;
  #watchdog = true;
  #watching = false;

  open(): Promise<Result<api.AdapterDescription>> {
    return attempt(async () => (await this.#device()).adapter);
  }

  async lost(): Promise<Failure> {
    const gpu = await this.#device();
    return lostFailure(await gpu.device.lost);
  }

  inspect(location: api.CheckpointLocation): Promise<Result<api.CheckpointSummary>> {
    return attempt(() => inspectCheckpoint(location));
  }

  load(
    location: api.CheckpointLocation,
    options: api.LoadOptions,
    onProgress: (progress: api.LoadProgress) => void,
  ): Promise<Result<api.LoadedModel>> {
    return this.#exclusively(async (gpu, signal) => {
      const model = await loadModel(gpu, location, options, signal, onProgress);
      this.#model?.destroy();
      this.#model = model;
      this.#answered = null;
      return model.info;
    });
  }

  async chat(request: api.ChatRequest, onEvent: (event: api.ChatEvent) => void): Promise<Result<api.ChatSummary>> {
    let told: unknown;
    const result = await this.#exclusively((gpu, signal) => {
      const model = this.#loaded();
      const variants = this.#faults.map((fault) => variantOf(fault, model.info.config.layers));
      if (this.#cacheStale) model.session.rewind(0);
      this.#cacheStale = false;
      this.#answered = { sampling: request.sampling, fault: this.#faults[0] ?? null };
      const kernels = {
        program: () => this.#program,
        variants,
        // What is measured has to be what was asked for.
        patient: () => this.#measuring !== null,
        watchdog: this.#watchdog,
        watching: () => this.#watching,
      };
      return answer(model, request, kernels, this.#meter(gpu), signal, (event) => {
        told = onEvent(event);
      });
    });
    await told; // events and the result go over different ports: the last event has to arrive first
    return result;
  }

  answeredOn(): api.AnsweredOn | null {
    return this.#model && this.#answered && { tokens: [...this.#model.session.ids], ...this.#answered };
  }

  watchAgain(request: api.WatchRequest): Promise<Result<api.WatchReport>> {
    return this.#exclusively((gpu, signal) => watchAgain(gpu, this.#loaded(), request, signal));
  }

  stop(): void {
    this.#activity?.controller.abort();
  }

  setProgram(program: Program): void {
    this.#program = program;
  }

  setFaults(faults: api.ChosenFault[]): void {
    this.#faults = faults;
    this.#cacheStale = true;
  }

  setWatchdog(on: boolean): void {
    this.#watchdog = on;
  }

  async prepare(): Promise<api.Suspect[]> {
    const session = this.#model?.session;
    // What was made, or why it could not be, is kept for whoever asks next.
    await session?.programs.compileAhead(this.#program).catch(() => {});
    const uncompiled = Object.entries(session?.programs.fallbacks.uncompiled ?? {}) as [StepName, string][];
    return uncompiled.map(([step, reason]) => ({ step, kind: 'uncompiled', run: [step], reason }));
  }

  check(): Promise<Result<api.KernelCheck>> {
    return this.#exclusively(async (gpu, signal) => {
      const model = this.#loaded();
      // What the next answer needs is compiled first.
      await unlessStopped(signal, this.prepare());
      return checkKernels(gpu, model, signal);
    }, 'yields');
  }

  setAvoided(steps: Unavailable): void {
    this.#model?.session.programs.fallbacks.avoid(steps);
    this.#cacheStale = true;
  }

  setWatching(watching: boolean): void {
    this.#watching = watching;
  }

  setMeasuring(measuring: Measuring | null): void {
    this.#measuring = measuring;
  }

  trace(
    request: api.TraceRequest,
    onTensor: (tensor: api.TracedTensor) => Promise<void>,
  ): Promise<Result<api.TraceReport>> {
    return this.#exclusively((gpu, signal) =>
      trace(gpu, this.#loaded(), request, signal, (tensor) => onTensor(transfer(tensor, [tensor.data.buffer]))),
    );
  }

  bench(
    request: api.BenchRequest,
    onProgress: (progress: api.BenchProgress) => void,
  ): Promise<Result<api.BenchReport>> {
    return this.#exclusively((gpu, signal) => bench(gpu, this.#loaded(), request, signal, onProgress));
  }

  faults(): api.KnownFault[] {
    return faults.map(({ name, title, step, story }) => ({ name, title, step, story }));
  }

  diagnose(
    request: api.DiagnosisRequest,
    onProgress: (progress: api.DiagnosisProgress) => void,
  ): Promise<Result<api.Diagnosis>> {
    return this.#exclusively((gpu, signal) => diagnose(gpu, this.#loaded(), request, signal, onProgress));
  }

  tryRemedies(request: api.RemediesRequest): Promise<Result<api.TriedRemedy[]>> {
    return this.#exclusively((gpu, signal) => tryRemedies(gpu, this.#loaded(), request, signal));
  }

  /** The device, opened at the first call and again after it was lost or could not be had. */
  #device(): Promise<Gpu> {
    this.#opening ??= this.#openDevice().catch((error: unknown) => {
      this.#opening = null;
      throw error;
    });
    return this.#opening;
  }

  async #openDevice(): Promise<Gpu> {
    const gpu = await openDevice();
    void this.#forgetWhenLost(gpu.device);
    return gpu;
  }

  async #forgetWhenLost(device: GPUDevice): Promise<void> {
    await device.lost;
    this.#opening = null;
    this.#model = null; // its buffers went with the device
  }

  /** For one answer. */
  #meter({ device }: Gpu): Meter {
    const timestamps = device.features.has('timestamp-query');
    return new Meter(
      () => this.#measuring,
      timestamps,
      () => performance.now(),
    );
  }

  #loaded(): Model {
    return this.#model ?? refuse('bad-request', 'No model is loaded: choose one first.');
  }

  /**
   * Runs `work` alone and lets `stop` abort it; with `yields`, whatever else is asked for, too, which then begins when this
   * has ended. What fails because the device is lost is an answer, not a bug.
   */
  #exclusively<T>(work: (gpu: Gpu, signal: AbortSignal) => Promise<T>, yields?: 'yields'): Promise<Result<T>> {
    return attempt(async () => {
      const before = this.#activity;
      if (before && !before.yields) {
        refuse('bad-request', 'The engine is busy with another answer or load: stop it first.');
      }
      let end!: () => void;
      const ended = new Promise<void>((resolve) => (end = resolve));
      const controller = new AbortController();
      const activity: Activity = { controller, ended, yields: yields !== undefined };
      this.#activity = activity;
      try {
        before?.controller.abort();
        await before?.ended;
        const gpu = await this.#device();
        // What waits for the GPU when its device goes may wait for ever, or fail: either way the loss is the answer.
        const lost = gpu.device.lost.then((loss): never => {
          throw new Refusal(lostFailure(loss));
        });
        return await Promise.race([work(gpu, controller.signal), lost]).catch(async (error: unknown) => {
          if (!(error instanceof Refusal) && (await isLost(gpu.device))) await lost;
          controller.abort();
          throw error;
        });
      } finally {
        if (this.#activity === activity) this.#activity = null;
        end();
      }
    });
  }
}

function lostFailure(loss: GPUDeviceLostInfo): Failure {
  const detail = loss.message ? ` (${loss.message.split('\n')[0]})` : '';
  return {
    kind: 'device-lost',
    message: `The GPU was lost${detail}: reload the model to go on; if it happens again, choose a smaller model or update the driver.`,
  };
}
