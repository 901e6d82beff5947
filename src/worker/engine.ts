import { transfer } from 'comlink';
import type { Gpu } from '../gpu/device.ts';
import { lostFailure, unlessLost } from '../gpu/loss.ts';
import { faults } from '../kernels/variants/catalogue.ts';
import { Meter } from '../model/observe/meter.ts';
import { defaultConfiguration } from '../vocabulary/configuration.ts';
import type { HubAccess } from '../vocabulary/hub_access.ts';
import type { Program } from '../vocabulary/program.ts';
import { attempt, Refusal, refuse, type Result } from '../result.ts';
import type * as api from './api.ts';
import { answerOdds } from '../lab/answer_odds.ts';
import { attentionMap } from '../lab/attention_map.ts';
import { batchInvariance } from '../lab/batch_invariance.ts';
import { bench } from '../lab/bench.ts';
import { answer, countTokens } from './chat.ts';
import { diagnose } from '../lab/diagnose/diagnose.ts';
import { unlessStopped } from '../lab/diagnose/stopped.ts';
import { variantOf } from '../lab/faults.ts';
import { checkKnownAnswers } from '../lab/known/check_known.ts';
import type { Model } from '../lab/model.ts';
import { compareRows } from '../lab/peer/compare_rows.ts';
import { continueGreedily } from '../lab/peer/continuation.ts';
import { selfTest } from '../lab/self_test/self_test.ts';
import { InspectedCheckpoints } from './inspected_checkpoints.ts';
import { LastingDevice } from './lasting_device.ts';
import { destroyModel, loadModel, resizeModel } from './load.ts';
import { prepare } from './prepare.ts';
import { trace } from '../lab/trace.ts';
import { tryRemedies } from '../lab/remedies.ts';
import { watchAgain } from '../lab/watch_again.ts';

/** The job in progress. */
interface Activity {
  controller: AbortController;
  ended: Promise<void>;
  /** Whether any other job preempts it. */
  yields: boolean;
}

/** Owns the device and the model on it, and does one job at a time. Implements the worker's side of the contract. */
export class Engine implements api.EngineApi {
  readonly #device = new LastingDevice(() => this.#forgetModel());
  readonly #inspected = new InspectedCheckpoints();
  #model: Model | null = null;
  #activity: Activity | null = null;
  #configuration = defaultConfiguration;
  /** Whether the cache was filled by other kernels than those of the next answer. */
  #cacheStale = false;
  /** How the last answer was sampled, and with which fault. */
  #answered: Omit<api.AnsweredOn, 'tokens'> | null = null;

  open(): Promise<Result<api.AdapterDescription>> {
    return attempt(async () => (await this.#device.get()).adapter);
  }

  lost(): Promise<Result<never>> {
    return attempt(async () => {
      const gpu = await this.#device.get();
      throw new Refusal(lostFailure(await gpu.device.lost));
    });
  }

  configure(configuration: api.Configuration): Promise<Result<void>> {
    return attempt(() => {
      const { fault, avoided } = this.#configuration;
      const sameKernels =
        JSON.stringify([fault, avoided]) === JSON.stringify([configuration.fault, configuration.avoided]);
      if (!sameKernels) this.#cacheStale = true;
      this.#configuration = configuration;
      this.#model?.session.programs.fallbacks.avoid(configuration.avoided);
    });
  }

  reachHub(access: HubAccess): Promise<Result<void>> {
    return attempt(() => this.#inspected.reachHub(access));
  }

  inspect(location: api.CheckpointLocation, name?: string): Promise<Result<api.Inspection>> {
    return attempt(() => this.#inspected.inspect(location, name));
  }

  release(handle: api.CheckpointHandle): Promise<Result<void>> {
    return attempt(() => {
      const tokenizer = this.#inspected.release(handle);
      if (tokenizer !== this.#model?.tokenizer) tokenizer?.end();
    });
  }

  load(
    handle: api.CheckpointHandle,
    options: api.LoadOptions,
    onProgress: (progress: api.LoadProgress) => void,
  ): Promise<Result<api.LoadedModel>> {
    return this.#exclusively(async (gpu, signal) => {
      const model = await loadModel(gpu, this.#inspected.get(handle), options, signal, onProgress);
      model.session.programs.fallbacks.avoid(this.#configuration.avoided);
      const before = this.#model;
      if (before) destroyModel(before);
      if (before?.tokenizer !== model.tokenizer) before?.tokenizer?.end();
      this.#model = model;
      this.#answered = null;
      return model.info;
    });
  }

  resize(context: number): Promise<Result<api.LoadedModel>> {
    return this.#exclusively(async (gpu) => {
      const before = this.#loaded();
      const model = await resizeModel(gpu, before, context);
      model.session.programs.fallbacks.avoid(this.#configuration.avoided);
      before.session.destroy();
      this.#model = model;
      this.#answered = null;
      return model.info;
    });
  }

  prepare(): Promise<Result<api.Suspect[]>> {
    return attempt(() => prepare(this.#model?.session, this.#configuration.program));
  }

  countTokens(of: { text: string } | api.Conversed): Promise<Result<number>> {
    return attempt(() => countTokens(this.#loaded(), of));
  }

  async chat(request: api.ChatRequest, onEvent: (event: api.ChatEvent) => void): Promise<Result<api.ChatSummary>> {
    let delivered: unknown;
    const result = await this.#exclusively((gpu, signal) => {
      const model = this.#loaded();
      const { fault, watchdog, speculating } = this.#configuration;
      const variants = fault ? [variantOf(fault, model.info.config.layers)] : [];
      if (this.#cacheStale) model.session.rewind(0);
      this.#cacheStale = false;
      this.#answered = { sampling: request.sampling, fault };
      const kernels = {
        program: () => this.#configuration.program,
        variants,
        // Measurements have to be of the program that was asked for.
        patient: () => this.#configuration.measuring !== null,
        watchdog,
        speculating,
        watching: () => this.#configuration.watching,
        lensed: () => this.#configuration.lensed,
      };
      return answer(model, request, kernels, this.#meter(gpu), signal, (event) => {
        delivered = onEvent(event);
      });
    });
    await delivered; // events and the result go over different ports: the last event has to arrive first
    return result;
  }

  answeredOn(): Promise<Result<api.AnsweredOn | null>> {
    return attempt(() => this.#model && this.#answered && { tokens: [...this.#model.session.ids], ...this.#answered });
  }

  answerOdds(
    request: api.OddsRequest,
    onProgress: (progress: api.OddsProgress) => void,
  ): Promise<Result<api.AnswerOdds>> {
    return this.#exclusively((gpu, signal) => answerOdds(gpu, this.#loaded(), request, signal, onProgress));
  }

  ping(): Promise<Result<void>> {
    return attempt(() => {});
  }

  stop(): Promise<Result<void>> {
    return attempt(() => this.#activity?.controller.abort());
  }

  selfTest(): Promise<Result<api.SelfTestReport>> {
    return this.#exclusively(async (gpu, signal) => {
      const model = this.#loaded();
      // What the next answer needs is compiled first.
      await unlessStopped(signal, prepare(model.session, this.#configuration.program));
      return selfTest(gpu, model, signal);
    }, 'yields');
  }

  faults(): Promise<Result<api.KnownFault[]>> {
    return attempt(() => faults.map(({ name, step }) => ({ name, step })));
  }

  diagnose(
    request: api.DiagnosisRequest,
    onProgress: (progress: api.DiagnosisProgress) => void,
  ): Promise<Result<api.Diagnosis>> {
    return this.#exclusively((gpu, signal) => diagnose(gpu, this.#loaded(), request, signal, onProgress));
  }

  kernelsOnFile(): Promise<Result<api.KernelOnFile[]>> {
    return attempt(async () => (await import('../lab/own_kernel/on_file.ts')).kernelsOnFile(this.#loaded()));
  }

  tryKernel(
    request: api.OwnKernelRequest,
    onProgress: (progress: api.OwnKernelProgress) => void,
  ): Promise<Result<api.OwnKernelReport>> {
    return this.#exclusively(async (gpu, signal) =>
      (await import('../lab/own_kernel/try_kernel.ts')).tryKernel(gpu, this.#loaded(), request, signal, onProgress),
    );
  }

  bench(
    request: api.BenchRequest,
    onProgress: (progress: api.BenchProgress) => void,
  ): Promise<Result<api.BenchReport>> {
    return this.#exclusively((gpu, signal) => bench(gpu, this.#loaded(), request, signal, onProgress));
  }

  checkKnownAnswers(request: api.KnownRequest): Promise<Result<api.KnownReport>> {
    return this.#exclusively((gpu, signal) => checkKnownAnswers(gpu, this.#loaded(), request, signal));
  }

  batchInvariance(program: Program): Promise<Result<api.BatchInvarianceReport>> {
    return this.#exclusively((gpu, signal) => batchInvariance(gpu, this.#loaded(), program, signal));
  }

  continueGreedily(request: api.ContinuationRequest): Promise<Result<api.Continuation>> {
    return this.#exclusively((gpu, signal) => continueGreedily(gpu, this.#loaded(), request, signal));
  }

  compareRows(request: api.PeerRowsRequest): Promise<Result<api.PeerComparison>> {
    return this.#exclusively((gpu, signal) => compareRows(gpu, this.#loaded(), request, signal));
  }

  tryRemedies(request: api.RemediesRequest): Promise<Result<api.TriedRemedy[]>> {
    return this.#exclusively((gpu, signal) => tryRemedies(gpu, this.#loaded(), request, signal));
  }

  trace(
    request: api.TraceRequest,
    onTensor: (tensor: api.TracedTensor) => Promise<void>,
  ): Promise<Result<api.TraceReport>> {
    return this.#exclusively((gpu, signal) =>
      trace(gpu, this.#loaded(), request, signal, (tensor) => onTensor(transfer(tensor, [tensor.data.buffer]))),
    );
  }

  watchAgain(request: api.WatchRequest): Promise<Result<api.WatchReport>> {
    return this.#exclusively((gpu, signal) => watchAgain(gpu, this.#loaded(), request, signal));
  }

  attentionMap(request: api.AttentionRequest): Promise<Result<api.AttentionReport>> {
    return this.#exclusively(async (gpu, signal) => {
      const report = await attentionMap(gpu, this.#loaded(), request, signal);
      return transfer(report, [report.shares.buffer]);
    });
  }

  #forgetModel(): void {
    this.#model?.tokenizer?.end();
    this.#model = null; // its buffers went with the device
  }

  /** For one answer. */
  #meter({ device }: Gpu): Meter {
    const timestamps = device.features.has('timestamp-query');
    return new Meter(
      () => this.#configuration.measuring,
      timestamps,
      () => performance.now(),
    );
  }

  #loaded(): Model {
    return this.#model ?? refuse('bad-request', 'No model is loaded: choose one first.');
  }

  /**
   * Runs `work` alone; `stop` aborts it. With `yields` any other job aborts it too, and starts once it has ended. A failure
   * because the device is lost is an answer, not a bug.
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
        const gpu = await this.#device.get();
        return await unlessLost(gpu.device, work(gpu, controller.signal));
      } catch (error) {
        controller.abort();
        throw error;
      } finally {
        if (this.#activity === activity) this.#activity = null;
        end();
      }
    });
  }
}
