/** The engine on a fake GPU, and all that it can be asked to do there. */
import { readdirSync, readFileSync } from 'node:fs';
import { vi } from 'vitest';
import { installGpu, type FakeGpu } from '../../gpu/testing/gpu.fixture.ts';
import { shippedTexts } from '../../kernels/own/shipped_texts.ts';
import type { Result } from '../../result.ts';
import { defaultConfiguration, type Configuration } from '../../vocabulary/configuration.ts';
import { uniformProgram } from '../../vocabulary/program.ts';
import { greedySettings } from '../../vocabulary/sampling_settings.ts';
import { EncoderWorker } from '../../tokenizer/isolated/encoder_worker.ts';
import { f32, i32 } from '../../lab/known/known_answers.fixture.ts';
import { safetensorsBlob } from '../../model/checkpoint/safetensors/write.ts';
import { examine } from '../../witness/operation.ts';
import type { ChatRequest, CheckpointHandle, CheckpointLocation } from '../api.ts';
import { Engine } from '../engine.ts';
import { FakeWorker } from '../../fake_worker.fixture.ts';

const folder = 'e2e/fixtures/placeholder_model';
const checkpoint: CheckpointLocation = {
  kind: 'files',
  name: 'small',
  files: readdirSync(folder).map((path) => ({ path, file: new File([readFileSync(`${folder}/${path}`)], path) })),
};

const context = 128;
const fused = uniformProgram('fused');
const ignored = () => {};

/** Logits of a GPU on which kernels do nothing are all alike, which the watchdog takes for a collapse. */
const unwatched = { ...defaultConfiguration, watchdog: false };

const request: ChatRequest = {
  messages: [{ role: 'user', content: 'Hello!' }],
  thinking: false,
  sampling: greedySettings,
  maxTokens: 4,
};

const known = safetensorsBlob({ tokens: i32(1, 2, 3), generated: i32(0), mean_logits: f32([3], 0, 0, 0) });

/** The workers that the engine starts, by their names. */
class EnginesWorker extends FakeWorker {
  constructor(_script: URL, { name }: WorkerOptions) {
    super(name === 'witness' ? { examine } : new EncoderWorker());
  }
}

export class EngineUnderTest {
  readonly engine = new Engine();
  #handle: CheckpointHandle = '';

  private constructor(
    readonly gpu: FakeGpu,
    /** Errors that nobody handled: what the page would call a crash. */
    readonly unhandled: readonly string[],
  ) {}

  /** With the model loaded. */
  static async start(gpu: FakeGpu): Promise<EngineUnderTest> {
    const unhandled = installGpu(gpu);
    vi.stubGlobal('Worker', EnginesWorker);
    // What is timed takes no time here. A clock that runs fast ends what lasts for a while.
    let clock = 0;
    vi.stubGlobal('performance', Object.assign(Object.create(performance), { now: () => (clock += 100) }));
    const started = new EngineUnderTest(gpu, unhandled);
    const inspected = await started.engine.inspect(checkpoint);
    if (!inspected.ok) throw new Error(inspected.failure.message);
    started.#handle = inspected.value.handle;
    await started.configure();
    await started.must('load');
    return started;
  }

  /** Everything that runs on the GPU. */
  readonly jobs = {
    load: () => this.engine.load(this.#handle, { context, weights: 'stored', cache: 'f32' }, ignored),
    'load in 4 bits': () => this.engine.load(this.#handle, { context, weights: '4-bit', cache: 'f32' }, ignored),
    resize: () => this.engine.resize(context),
    prepare: () => this.engine.prepare(),
    answer: () => this.engine.chat(request, ignored),
    'watched answer': () => this.#answerWith({ watching: true }),
    'measured answer': () => this.#answerWith({ measuring: { both: true } }),
    'answer through the lens': () => this.#answerWith({ watching: true, lensed: true }),
    'speculated answer': () => this.#answerWith({ speculating: true }),
    'answer in JSON': () => this.engine.chat({ ...request, format: { schema: null } }, ignored),
    odds: () => this.engine.answerOdds({ ...request, ids: [1, 2, 3], program: fused, fault: null }, ignored),
    'self-test': () => this.engine.selfTest(),
    diagnose: () => this.engine.diagnose({ prompt: null, program: fused, fault: null, bisect: false }, ignored),
    'own kernel': () => this.engine.tryKernel({ text: shippedTexts.get('product_add')!, seed: 1 }, ignored),
    bench: () => this.engine.bench({ programs: [fused], contexts: [8], prefills: [8], tokens: 64 }, ignored),
    trace: () =>
      this.engine.trace(
        { prompt: { tokens: [1, 2, 3] }, generate: 2, chunk: 2, program: fused, faults: [], tensors: true },
        async () => {},
      ),
    remedies: () => this.engine.tryRemedies({ prompt: { tokens: [1, 2, 3] }, tokens: 2, program: fused }),
    'token again': () =>
      this.engine.watchAgain({ tokens: [1, 2, 3], from: 1, program: fused, fault: null, lensed: true }),
    attention: () => this.engine.attentionMap({ tokens: [1, 2, 3], program: fused, fault: null }),
    batches: () => this.engine.batchInvariance(fused),
    'known answers': () => this.engine.checkKnownAnswers({ file: known, name: 'known.safetensors', program: fused }),
  } satisfies Record<string, () => Promise<Result<unknown>>>;

  readonly must = async (job: Job): Promise<void> => {
    const result = await this.jobs[job]();
    if (!result.ok) throw new Error(`${job}: ${result.failure.message}`);
  };

  /** Calls and allocations of `job` where nothing goes wrong. */
  readonly measure = async (job: Job): Promise<{ calls: number; allocations: number }> => {
    const { calls, allocations } = this.gpu;
    await this.must(job);
    return { calls: this.gpu.calls - calls, allocations: this.gpu.allocations - allocations };
  };

  /** Omitted fields are as an answer on a fake GPU needs them. */
  readonly configure = async (some: Partial<Configuration> = {}): Promise<void> => {
    await this.engine.configure({ ...unwatched, ...some });
  };

  /** The device is lost, and the model loaded on another. */
  readonly reopen = async (): Promise<void> => {
    this.gpu.devices.at(-1)!.lose('the driver was reset');
    await this.engine.lost();
    const opened = await this.engine.open();
    if (!opened.ok) throw new Error(opened.failure.message);
    await this.must('load');
  };

  async #answerWith(some: Partial<Configuration>): Promise<Result<unknown>> {
    await this.configure(some);
    const result = await this.jobs.answer();
    await this.configure();
    return result;
  }
}

export type Job = keyof EngineUnderTest['jobs'];

/** Jobs that say what failed on the GPU. What `prepare` compiles says so at its next use. */
export const failingJobs = Object.keys({
  load: true,
  'load in 4 bits': true,
  resize: true,
  answer: true,
  'watched answer': true,
  'measured answer': true,
  'answer through the lens': true,
  'speculated answer': true,
  'answer in JSON': true,
  odds: true,
  'self-test': true,
  diagnose: true,
  'own kernel': true,
  bench: true,
  trace: true,
  remedies: true,
  'token again': true,
  attention: true,
  batches: true,
  'known answers': true,
} satisfies Record<Exclude<Job, 'prepare'>, true>) as Exclude<Job, 'prepare'>[];
