import { describe, expect, it, vi } from 'vitest';
import type { Failure, Result } from '../../result.ts';
import { defaultConfiguration } from '../../vocabulary/configuration.ts';
import type { CheckpointLocation, EngineApi, Inspection } from '../../worker/api.ts';
import { createChoice } from './choice.ts';
import { bundled } from './engine.ts';
import {
  adapter,
  failed,
  fakeApi,
  fakeEngine,
  loadedModel,
  never,
  startedEngine,
  succeeded,
  summary,
  turns,
} from './fakes.ts';
import { uniformProgram } from '../../vocabulary/program.ts';

const elsewhere: CheckpointLocation = { kind: 'hub', id: 'Qwen/Qwen3-0.6B', revision: 'main' };
const refusal: Failure = { kind: 'bad-checkpoint', message: 'config.json: model_type is "llama"' };

/** The checkpoint that a choice passes to the engine. */
const inspected = { location: elsewhere, handle: 'Qwen/Qwen3-0.6B', summary: summary('Qwen/Qwen3-0.6B') };

describe('the engine store', () => {
  it('opens the device and loads the bundled checkpoint', async () => {
    const engine = await startedEngine();
    expect(engine.getState()).toMatchObject({
      device: { at: 'open', adapter },
      model: { name: 'demo', context: 4096 },
      source: bundled,
      loading: null,
      loadFailure: null,
    });
  });

  it('shows progress while it loads', async () => {
    let finish!: () => void;
    const engine = fakeEngine(
      fakeApi({
        load: async (handle, options, onProgress) => {
          onProgress({ stage: 'weights', bytes: 5, totalBytes: 10 });
          await new Promise<void>((resolve) => (finish = resolve));
          return succeeded(loadedModel(handle, options));
        },
      }),
    );
    const started = engine.getState().start();
    await turns();
    expect(engine.getState().loading).toMatchObject({ name: 'demo', progress: { bytes: 5, totalBytes: 10 } });
    finish();
    await started;
    expect(engine.getState().loading).toBeNull();
  });

  it('says why there is no device, and can try again', async () => {
    const failure: Failure = { kind: 'no-webgpu', message: 'no adapter' };
    const open = vi
      .fn<EngineApi['open']>()
      .mockResolvedValueOnce(failed(failure))
      .mockResolvedValue(succeeded(adapter));
    const engine = await startedEngine({ open });
    expect(engine.getState()).toMatchObject({ device: { at: 'unavailable', failure }, model: null });
    await engine.getState().start();
    expect(engine.getState().model?.name).toBe('demo');
  });

  it('takes a device that is lost while it is opened for a lost one', async () => {
    const failure: Failure = { kind: 'device-lost', message: 'driver reset' };
    const open = vi
      .fn<EngineApi['open']>()
      .mockResolvedValueOnce(failed(failure))
      .mockResolvedValue(succeeded(adapter));
    const engine = await startedEngine({ open });
    expect(engine.getState().device).toEqual({ at: 'lost', failure });
    await engine.getState().start();
    expect(engine.getState().model?.name).toBe('demo');
  });

  it('keeps the model when another cannot be loaded', async () => {
    const load = vi.fn<EngineApi['load']>(async (handle, options) => succeeded(loadedModel(handle, options)));
    const engine = await startedEngine({ load });
    load.mockResolvedValue(failed(refusal));
    expect(await engine.getState().load(inspected, { context: 512, weights: 'stored', cache: 'f32' })).toBe(false);
    expect(engine.getState()).toMatchObject({
      model: { name: 'demo' },
      source: bundled,
      loading: null,
      loadFailure: refusal,
    });
  });

  it('does not report a failure when the person cancelled', async () => {
    let settle!: (result: Result<never>) => void;
    const load = vi.fn<EngineApi['load']>(async (handle, options) => succeeded(loadedModel(handle, options)));
    const stop = vi.fn<EngineApi['stop']>(async () => succeeded(undefined));
    const engine = await startedEngine({ load, stop });
    load.mockReturnValue(new Promise((resolve) => (settle = resolve)));
    const loading = engine.getState().load(inspected, { context: 512, weights: 'stored', cache: 'f32' });
    engine.getState().cancelLoad();
    expect(engine.getState().loading?.cancelled).toBe(true);
    expect(stop).toHaveBeenCalledTimes(1);
    settle(failed({ kind: 'bad-request', message: 'stopped' }));
    await loading;
    expect(engine.getState()).toMatchObject({ model: { name: 'demo' }, loading: null, loadFailure: null });
  });

  it('reloads the same model with the same context and weights after the device was lost', async () => {
    let lose!: (failure: Result<never>) => void;
    const lost = vi
      .fn<EngineApi['lost']>()
      .mockReturnValueOnce(new Promise((resolve) => (lose = resolve)))
      .mockReturnValue(never);
    const engine = await startedEngine({ lost });
    await engine.getState().load(inspected, { context: 512, weights: '4-bit', cache: 'f32' });
    const failure: Failure = { kind: 'device-lost', message: 'driver reset' };
    lose(failed(failure));
    await turns();
    expect(engine.getState()).toMatchObject({ device: { at: 'lost', failure }, model: null, loading: null });
    await engine.getState().start();
    expect(engine.getState()).toMatchObject({
      model: { name: 'Qwen/Qwen3-0.6B', context: 512, weights: { choice: '4-bit' } },
      source: elsewhere,
    });
  });

  it('loads once when the device was lost, and is there again, while the checkpoint is inspected', async () => {
    let lose!: (lost: Result<never>) => void;
    const lost = vi
      .fn<EngineApi['lost']>()
      .mockReturnValueOnce(new Promise((resolve) => (lose = resolve)))
      .mockReturnValue(never);
    const waiting: (() => void)[] = [];
    const api = fakeApi({ lost });
    const inspect = vi.fn<EngineApi['inspect']>(async (...asked) => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return fakeApi().inspect(...asked);
    });
    const load = vi.fn<EngineApi['load']>((...asked) => api.load(...asked));
    const release = vi.fn<EngineApi['release']>((...asked) => api.release(...asked));
    const engine = fakeEngine({ ...api, inspect, load, release });
    const first = engine.getState().start();
    await turns();
    lose(failed({ kind: 'device-lost', message: 'driver reset' }));
    await turns();
    const second = engine.getState().start();
    await turns();
    expect(waiting).toHaveLength(2);
    for (const go of waiting) go();
    await Promise.all([first, second]);
    expect(load).toHaveBeenCalledTimes(1);
    expect(release).toHaveBeenCalledTimes(2);
    expect(engine.getState()).toMatchObject({ model: { name: 'demo' }, loading: null, loadFailure: null });
  });

  it('starts another worker after a crash', async () => {
    let crash!: (failure: Failure) => void;
    const crashed = new Promise<Failure>((resolve) => (crash = resolve));
    const engine = fakeEngine([fakeApi(), crashed], fakeApi());
    await engine.getState().start();
    crash({ kind: 'worker-crashed', message: 'out of bounds' });
    await turns();
    expect(engine.getState()).toMatchObject({ device: { at: 'crashed' }, model: null });
    await engine.getState().start();
    expect(engine.getState()).toMatchObject({ device: { at: 'open' }, model: { name: 'demo' } });
  });
});

describe('the configuration', () => {
  it('is sent whole: on every change, after a load, and to the engine started after a crash', async () => {
    const configure = () => vi.fn<EngineApi['configure']>(async () => succeeded(undefined));
    let crash!: (failure: Failure) => void;
    const crashed = new Promise<Failure>((resolve) => (crash = resolve));
    const [first, second] = [configure(), configure()];
    const engine = fakeEngine([fakeApi({ configure: first }), crashed], fakeApi({ configure: second }));
    const program = uniformProgram('reference');
    engine.getState().configure({ program });
    await engine.getState().start();
    expect(first.mock.calls).toEqual([[{ ...defaultConfiguration, program }], [{ ...defaultConfiguration, program }]]);
    engine.getState().configure({ measuring: { both: true } });
    const wanted = { ...defaultConfiguration, program, measuring: { both: true } };
    expect(first).toHaveBeenLastCalledWith(wanted);
    crash({ kind: 'worker-crashed', message: 'out of bounds' });
    await turns();
    void engine.getState().start();
    expect(second.mock.calls).toEqual([[wanted]]);
  });

  it('loses what is about one model when another is loaded', async () => {
    const engine = await startedEngine();
    const fault = { name: 'k_gain_clamped', layer: 3 };
    engine.getState().configure({ fault, avoided: { down: 'it is wrong' }, watchdog: false });
    await engine.getState().load(inspected, { context: 512, weights: 'stored', cache: 'f32' });
    expect(engine.getState().configuration).toEqual({ ...defaultConfiguration, watchdog: false });
  });
});

describe('kernels', () => {
  it('are compiled once there is a model, and for every program chosen after', async () => {
    const prepare = vi.fn<EngineApi['prepare']>(async () => succeeded([]));
    const engine = fakeEngine(fakeApi({ prepare }));
    engine.getState().configure({ program: uniformProgram('reference') });
    expect(prepare).not.toHaveBeenCalled();
    await engine.getState().start();
    expect(prepare).toHaveBeenCalledTimes(1);
    engine.getState().configure({ program: uniformProgram('fused') });
    engine.getState().configure({ watching: true });
    expect(prepare).toHaveBeenCalledTimes(2);
  });

  it('count as compiling until those of the last program are compiled', async () => {
    const ends: (() => void)[] = [];
    const engine = await startedEngine({ prepare: () => new Promise((end) => ends.push(() => end(succeeded([])))) });
    engine.getState().configure({ program: uniformProgram('reference') });
    const [first, last] = ends;
    first!();
    await turns();
    expect(engine.getState().compiling).toBe(true);
    last!();
    await turns();
    expect(engine.getState().compiling).toBe(false);
  });
});

describe('the choice of a checkpoint', () => {
  it('is inspected first, and an earlier failure is forgotten', async () => {
    const engine = fakeEngine(fakeApi());
    engine.setState({ loadFailure: refusal });
    const choice = createChoice(engine);
    await choice.getState().inspect(elsewhere);
    expect(choice.getState().choice).toEqual({
      at: 'inspected',
      checkpoint: { location: elsewhere, handle: 'Qwen/Qwen3-0.6B', summary: summary('Qwen/Qwen3-0.6B') },
      wanted: null,
    });
    expect(engine.getState().loadFailure).toBeNull();
  });

  it('resolves addresses against the page, not the worker', async () => {
    const inspect = vi.fn<EngineApi['inspect']>(async () => failed(refusal));
    const choice = createChoice(fakeEngine(fakeApi({ inspect })));
    for (const base of ['models/demo/', 'https://other.org/m', 'http://']) {
      await choice.getState().inspect({ kind: 'url', base });
    }
    expect(inspect.mock.calls.map(([location]) => location.kind === 'url' && location.base)).toEqual([
      'https://example.org/app/models/demo/',
      'https://other.org/m',
      'http://', // for the engine to refuse
    ]);
  });

  it('shows the answer to the last question only, and releases all that is not on show', async () => {
    const answers: ((name: string) => void)[] = [];
    const release = vi.fn<EngineApi['release']>(async () => succeeded(undefined));
    const inspect = () =>
      new Promise<Result<Inspection>>((resolve) =>
        answers.push((name) => resolve(succeeded({ handle: name, summary: summary(name) }))),
      );
    const choice = createChoice(fakeEngine(fakeApi({ inspect, release })));
    const slow = choice.getState().inspect(bundled);
    const quick = choice.getState().inspect(elsewhere);
    answers[1]!('quick');
    await quick;
    answers[0]!('slow');
    await slow;
    expect(choice.getState().choice).toMatchObject({ at: 'inspected', checkpoint: { handle: 'quick' } });
    expect(release.mock.calls).toEqual([['slow']]);
    const next = choice.getState().inspect(bundled);
    expect(release.mock.lastCall).toEqual(['quick']);
    answers[2]!('next');
    await next;
    choice.getState().putAside();
    expect(release.mock.lastCall).toEqual(['next']);
  });
});
