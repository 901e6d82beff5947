import { faults } from '../../src/kernels/variants/catalogue.ts';
import { attempt, Refusal, refuse, type Result } from '../../src/result.ts';
import { openHere } from '../../src/tokenizer/in_thread.fixture.ts';
import type { Tokenizer } from '../../src/tokenizer/tokenizer.ts';
import { defaultConfiguration } from '../../src/vocabulary/configuration.ts';
import type { HubAccess } from '../../src/vocabulary/hub_access.ts';
import type { Program } from '../../src/vocabulary/program.ts';
import type * as api from '../../src/worker/api.ts';
import { InspectedCheckpoints } from '../../src/worker/inspected_checkpoints.ts';
import { answer } from './answer.ts';
import { benchOf, firstRow } from './bench.ts';
import type { Controls, Setup } from './controls.ts';
import { watchedOf } from './figures.ts';
import { batchesOf, knownOf, ownKernelOf, replaceableKernels } from './checks.ts';
import { attentionOf } from './inside.ts';
import { aborted, Jobs, turn } from './jobs.ts';
import { loadedModel } from './loaded_model.ts';
import { oddsOf } from './odds.ts';
import { diagnosisOf } from './diagnosis.ts';
import { comparisonOf, continuationOf } from './peer.ts';
import { adapterOf } from './recorded.ts';

interface Loaded {
  info: api.LoadedModel;
  tokenizer: Tokenizer | null;
  cache: number[];
}

/** Keeps the contract and computes nothing: weights are not read, answers are words, diagnoses and benchmarks were recorded. */
export class FakeEngine implements api.EngineApi {
  readonly controls: Controls;
  readonly #jobs = new Jobs();
  readonly #inspected = new InspectedCheckpoints(openHere);
  #configuration = defaultConfiguration;
  #model: Loaded | null = null;
  #answered: Omit<api.AnsweredOn, 'tokens'> | null = null;
  /** Jobs that wait for the test. */
  readonly #held: (() => void)[] = [];

  constructor(private readonly setup: Setup) {
    const controls: Controls = {
      calls: [],
      configuration: () => this.#configuration,
      script: null,
      endAnswer: () => {},
      rate: null,
      holdPrefill: false,
      holdJobs: false,
      release: () => {
        controls.holdJobs = false;
        this.#held.splice(0).forEach((resume) => resume());
      },
      lose: () => {
        this.#model = null;
        this.#jobs.lose();
      },
    };
    this.controls = controls;
  }

  async open(): Promise<Result<api.AdapterDescription>> {
    if (this.setup.openFailure) return { ok: false, failure: this.setup.openFailure };
    this.#jobs.opened();
    return { ok: true, value: adapterOf(this.setup) };
  }

  async lost(): Promise<Result<never>> {
    return { ok: false, failure: await this.#jobs.lost };
  }

  async configure(configuration: api.Configuration): Promise<Result<void>> {
    this.#note('configure', configuration);
    this.#configuration = configuration;
    return { ok: true, value: undefined };
  }

  async reachHub(access: HubAccess): Promise<Result<void>> {
    this.#note('reachHub', access);
    return attempt(() => this.#inspected.reachHub(access));
  }

  inspect(location: api.CheckpointLocation, name?: string): Promise<Result<api.Inspection>> {
    return attempt(() => this.#inspected.inspect(location, name));
  }

  release(handle: api.CheckpointHandle): Promise<Result<void>> {
    return attempt(() => void this.#inspected.release(handle));
  }

  load(
    handle: api.CheckpointHandle,
    options: api.LoadOptions,
    onProgress: (progress: api.LoadProgress) => void,
  ): Promise<Result<api.LoadedModel>> {
    this.#note('load', options);
    return this.#jobs.run(async (signal) => {
      const { summary, tokenizer } = this.#inspected.get(handle);
      const { weightBytes: totalBytes } = summary;
      for (const bytes of [0, totalBytes / 2, totalBytes]) {
        onProgress({ stage: 'weights', bytes, totalBytes });
        await this.#pause(signal);
      }
      onProgress({ stage: 'kernels', bytes: totalBytes, totalBytes });
      const info = await loadedModel(summary, options, this.setup.unavailable);
      this.#model = { info, tokenizer, cache: [] };
      this.#answered = null;
      return info;
    });
  }

  resize(context: number): Promise<Result<api.LoadedModel>> {
    this.#note('resize', context);
    return this.#jobs.run(async () => {
      const { info, ...loaded } = this.#loaded();
      this.#model = { ...loaded, info: { ...info, context }, cache: [] };
      return this.#model.info;
    });
  }

  async prepare(): Promise<Result<api.Suspect[]>> {
    return { ok: true, value: this.#model ? this.setup.uncompiled : [] };
  }

  countTokens(of: { text: string } | api.Conversed): Promise<Result<number>> {
    return attempt(async () => {
      const { tokenizer } = this.#loaded();
      if (!tokenizer) return 0;
      const ids = 'text' in of ? await tokenizer.encode(of.text) : (await tokenizer.chatPrompt(of.messages, of)).ids;
      return ids.length;
    });
  }

  async chat(request: api.ChatRequest, onEvent: (event: api.ChatEvent) => void): Promise<Result<api.ChatSummary>> {
    this.#note('chat', request);
    let delivered: unknown;
    const result = await this.#jobs.run((signal) => {
      const { info, ...loaded } = this.#loaded();
      this.#answered = { sampling: request.sampling, fault: this.#configuration.fault };
      const { controls, setup } = this;
      const configuration = () => this.#configuration;
      const given = { model: info, ...loaded, configuration, controls, timestamps: setup.timestamps };
      return answer(given, request, signal, (event) => (delivered = onEvent(event)));
    });
    await delivered; // the last event has to arrive before the result
    return result;
  }

  async answeredOn(): Promise<Result<api.AnsweredOn | null>> {
    const value = this.#model && this.#answered && { tokens: [...this.#model.cache], ...this.#answered };
    return { ok: true, value };
  }

  answerOdds(
    request: api.OddsRequest,
    onProgress: (progress: api.OddsProgress) => void,
  ): Promise<Result<api.AnswerOdds>> {
    this.#note('answerOdds', request);
    return this.#jobs.run(async (signal) => {
      const { tokenizer } = this.#loaded();
      onProgress({ done: 1, total: 2 });
      await this.#pause(signal);
      return oddsOf(tokenizer!, request);
    });
  }

  async ping(): Promise<Result<void>> {
    return { ok: true, value: undefined };
  }

  async stop(): Promise<Result<void>> {
    this.#note('stop', null);
    this.#jobs.stop();
    return { ok: true, value: undefined };
  }

  selfTest(): Promise<Result<api.SelfTestReport>> {
    this.#note('selfTest', null);
    return this.#jobs.run(async (signal) => {
      await this.#pause(signal);
      return this.setup.selfTest;
    }, true);
  }

  async faults(): Promise<Result<api.KnownFault[]>> {
    return { ok: true, value: faults.map(({ name, step }) => ({ name, step })) };
  }

  diagnose(
    request: api.DiagnosisRequest,
    onProgress: (progress: api.DiagnosisProgress) => void,
  ): Promise<Result<api.Diagnosis>> {
    this.#note('diagnose', request);
    return this.#jobs.run(async (signal) => {
      const { info, tokenizer } = this.#loaded();
      onProgress({ doing: 'replay', done: 0.3 });
      await this.#pause(signal);
      if (this.setup.diagnosisFailure) throw new Refusal(this.setup.diagnosisFailure);
      return { ...(await diagnosisOf(tokenizer, request)), ...this.#described(info) };
    });
  }

  bench(
    request: api.BenchRequest,
    onProgress: (progress: api.BenchProgress) => void,
  ): Promise<Result<api.BenchReport>> {
    this.#note('bench', request);
    return this.#jobs.run(async (signal) => {
      const report = benchOf(this.#described(this.#loaded().info));
      onProgress(firstRow(report));
      await this.#pause(signal);
      return report;
    });
  }

  async kernelsOnFile(): Promise<Result<api.KernelOnFile[]>> {
    return { ok: true, value: replaceableKernels };
  }

  tryKernel(
    request: api.OwnKernelRequest,
    onProgress: (progress: api.OwnKernelProgress) => void,
  ): Promise<Result<api.OwnKernelReport>> {
    this.#note('tryKernel', request);
    return this.#jobs.run(async (signal) => {
      onProgress({ doing: 'alone', done: 0.3 });
      await this.#pause(signal);
      return { ...ownKernelOf(request), ...this.#described(this.#loaded().info) };
    });
  }

  tryRemedies(): Promise<Result<api.TriedRemedy[]>> {
    throw new Error('the fake engine tries no remedies');
  }

  trace(): Promise<Result<api.TraceReport>> {
    throw new Error('the fake engine traces nothing');
  }

  watchAgain(request: api.WatchRequest): Promise<Result<api.WatchReport>> {
    this.#note('watchAgain', request);
    return this.#jobs.run(async () => {
      const { info, tokenizer } = this.#loaded();
      return { ...this.#described(info), ...watchedOf(info.config, request, (id) => tokenizer!.spell(id)) };
    });
  }

  attentionMap(request: api.AttentionRequest): Promise<Result<api.AttentionReport>> {
    this.#note('attentionMap', request);
    return this.#jobs.run(async () => {
      const { info, tokenizer } = this.#loaded();
      return attentionOf(request, info, (id) => tokenizer!.spell(id));
    });
  }

  checkKnownAnswers(request: api.KnownRequest): Promise<Result<api.KnownReport>> {
    this.#note('checkKnownAnswers', { name: request.name, program: request.program });
    return this.#jobs.run(async () => knownOf(request));
  }

  continueGreedily(request: api.ContinuationRequest): Promise<Result<api.Continuation>> {
    this.#note('continueGreedily', request);
    return this.#jobs.run(() => continuationOf(this.#loaded().tokenizer!, request));
  }

  compareRows(request: api.PeerRowsRequest): Promise<Result<api.PeerComparison>> {
    this.#note('compareRows', { ids: request.ids, positions: request.rows.map(({ position }) => position) });
    return this.#jobs.run(async () => comparisonOf(this.#loaded().tokenizer!, request));
  }

  batchInvariance(program: Program): Promise<Result<api.BatchInvarianceReport>> {
    this.#note('batchInvariance', program);
    return this.#jobs.run(async (signal) => {
      await this.#pause(signal);
      return batchesOf(program, this.#loaded().info.config.layers);
    });
  }

  #note(method: keyof api.EngineApi, given: unknown): void {
    this.controls.calls.push({ method, given });
  }

  #loaded(): Loaded {
    return this.#model ?? refuse('bad-request', 'No model is loaded: choose one first.');
  }

  #described({ name, hash, config }: api.LoadedModel) {
    return { model: { name, hash, config }, adapter: adapterOf(this.setup) };
  }

  /** Waits a turn, or until the test releases held jobs. Refuses with `stopped`. */
  async #pause(signal: AbortSignal): Promise<void> {
    await turn();
    if (this.controls.holdJobs)
      await Promise.race([new Promise<void>((resolve) => this.#held.push(resolve)), aborted(signal)]);
    if (signal.aborted) refuse('stopped', 'The job was stopped.');
  }
}
