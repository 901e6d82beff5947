import { describe, expect, it, vi } from 'vitest';
import type { Failure, Result } from '../../result.ts';
import type { CheckpointLocation } from '../../worker/api.ts';
import { createChoice } from './choice.ts';
import type { EngineClient } from './client.ts';
import { bundled, createEngine } from './engine.ts';
import { adapter, failed, fakeClient, loadedModel, summary, turns } from './fakes.ts';
import { uniformProgram } from '../../vocabulary/program.ts';

const elsewhere: CheckpointLocation = { kind: 'hub', id: 'Qwen/Qwen3-0.6B', revision: 'main' };
const refusal: Failure = { kind: 'bad-checkpoint', message: 'config.json: model_type is "llama"' };

function stage(...clients: EngineClient[]) {
  const connect = vi.fn<() => EngineClient>(() => clients.shift()!);
  const engine = createEngine(
    connect,
    (run) => run(),
    () => 0,
  );
  return { engine, connect };
}

describe('the engine store', () => {
  it('opens the device and loads the bundled checkpoint', async () => {
    const client = fakeClient();
    const { engine } = stage(client);
    await engine.getState().start();
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
    const client = fakeClient({
      load: async (_location, options, onProgress) => {
        onProgress({ stage: 'weights', bytes: 5, totalBytes: 10 });
        await new Promise<void>((resolve) => (finish = resolve));
        return { ok: true, value: loadedModel('demo', options) };
      },
    });
    const { engine } = stage(client);
    const started = engine.getState().start();
    await turns();
    expect(engine.getState().loading).toMatchObject({ name: 'demo', progress: { bytes: 5, totalBytes: 10 } });
    finish();
    await started;
    expect(engine.getState().loading).toBeNull();
  });

  it('says why there is no device, and can be asked again', async () => {
    const failure: Failure = { kind: 'no-webgpu', message: 'no adapter' };
    const open = vi
      .fn<EngineClient['open']>()
      .mockResolvedValueOnce(failed(failure))
      .mockResolvedValue({ ok: true, value: adapter });
    const { engine, connect } = stage(fakeClient({ open }));
    await engine.getState().start();
    expect(engine.getState()).toMatchObject({ device: { at: 'unavailable', failure }, model: null });
    await engine.getState().start();
    expect(engine.getState().model?.name).toBe('demo');
    expect(connect).toHaveBeenCalledTimes(1);
  });

  it('keeps the model when another cannot be loaded', async () => {
    const client = fakeClient();
    const { engine } = stage(client);
    await engine.getState().start();
    vi.spyOn(client, 'load').mockResolvedValue(failed(refusal));
    expect(await engine.getState().load(elsewhere, 'other', { context: 512, weights: 'stored' })).toBe(false);
    expect(engine.getState()).toMatchObject({
      model: { name: 'demo' },
      source: bundled,
      loading: null,
      loadFailure: refusal,
    });
  });

  it('does not call it a failure when the person cancelled', async () => {
    let settle!: (result: Result<never>) => void;
    const client = fakeClient();
    const { engine } = stage(client);
    await engine.getState().start();
    vi.spyOn(client, 'load').mockReturnValue(new Promise((resolve) => (settle = resolve)));
    const stop = vi.spyOn(client, 'stop');
    const loading = engine.getState().load(elsewhere, 'other', { context: 512, weights: 'stored' });
    engine.getState().cancelLoad();
    expect(engine.getState().loading?.cancelled).toBe(true);
    expect(stop).toHaveBeenCalledTimes(1);
    settle(failed({ kind: 'bad-request', message: 'stopped' }));
    await loading;
    expect(engine.getState()).toMatchObject({ model: { name: 'demo' }, loading: null, loadFailure: null });
  });

  it('reloads the same model with the same context and weights after the device was lost', async () => {
    let lose!: (failure: Failure) => void;
    const lost = vi
      .fn<EngineClient['lost']>()
      .mockReturnValueOnce(new Promise((resolve) => (lose = resolve)))
      .mockReturnValue(new Promise(() => {}));
    const { engine, connect } = stage(fakeClient({ lost }));
    await engine.getState().start();
    await engine.getState().load(elsewhere, 'Qwen/Qwen3-0.6B', { context: 512, weights: '4-bit' });
    const failure: Failure = { kind: 'device-lost', message: 'driver reset' };
    lose(failure);
    await turns();
    expect(engine.getState()).toMatchObject({ device: { at: 'lost', failure }, model: null, loading: null });
    await engine.getState().start();
    expect(engine.getState()).toMatchObject({
      model: { name: 'Qwen/Qwen3-0.6B', context: 512, weights: { choice: '4-bit' } },
      source: elsewhere,
    });
    expect(connect).toHaveBeenCalledTimes(1);
  });

  it('starts another worker after a crash', async () => {
    let crash!: (failure: Failure) => void;
    const first = fakeClient({ crashed: new Promise((resolve) => (crash = resolve)) });
    const { engine, connect } = stage(first, fakeClient());
    await engine.getState().start();
    crash({ kind: 'worker-crashed', message: 'out of bounds' });
    await turns();
    expect(engine.getState()).toMatchObject({ device: { at: 'crashed' }, model: null });
    await engine.getState().start();
    expect(engine.getState()).toMatchObject({ device: { at: 'open' }, model: { name: 'demo' } });
    expect(connect).toHaveBeenCalledTimes(2);
  });
});

describe('what an engine is told', () => {
  it('is told again to the one started after a crash', async () => {
    const told = () => ({
      setProgram: vi.fn<EngineClient['setProgram']>(),
      setMeasuring: vi.fn<EngineClient['setMeasuring']>(),
    });
    let crash!: (failure: Failure) => void;
    const crashed = new Promise<Failure>((resolve) => (crash = resolve));
    const [first, second] = [told(), told()];
    const { engine } = stage(fakeClient({ ...first, crashed }), fakeClient(second));
    engine.getState().setProgram(uniformProgram('reference'));
    await engine.getState().start();
    engine.getState().setMeasuring({ both: true });
    expect(first.setProgram).toHaveBeenCalledExactlyOnceWith(uniformProgram('reference'));
    expect(first.setMeasuring).toHaveBeenCalledExactlyOnceWith({ both: true });
    crash({ kind: 'worker-crashed', message: 'out of bounds' });
    await turns();
    await engine.getState().start();
    expect(second.setProgram).toHaveBeenCalledExactlyOnceWith(uniformProgram('reference'));
    expect(second.setMeasuring).toHaveBeenCalledExactlyOnceWith({ both: true });
  });
});

describe('kernels', () => {
  it('are compiled once there is a model, and for every program chosen after', async () => {
    const client = fakeClient({ prepare: vi.fn<EngineClient['prepare']>() });
    const { engine } = stage(client);
    engine.getState().setProgram(uniformProgram('reference'));
    expect(client.prepare).not.toHaveBeenCalled();
    await engine.getState().start();
    expect(client.prepare).toHaveBeenCalledTimes(1);
    engine.getState().setProgram(uniformProgram('fused'));
    expect(client.prepare).toHaveBeenCalledTimes(2);
  });

  it('are said to be compiled until those of the last program are', async () => {
    const ends: (() => void)[] = [];
    const { engine } = stage(fakeClient({ prepare: () => new Promise((end) => ends.push(() => end([]))) }));
    await engine.getState().start();
    engine.getState().setProgram(uniformProgram('reference'));
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
    const { engine } = stage(fakeClient());
    engine.setState({ loadFailure: refusal });
    const choice = createChoice(engine);
    await choice.getState().inspect(elsewhere);
    expect(choice.getState().choice).toEqual({
      at: 'inspected',
      location: elsewhere,
      summary: summary('Qwen/Qwen3-0.6B'),
    });
    expect(engine.getState().loadFailure).toBeNull();
  });

  it('shows the answer to the last question only', async () => {
    const answers: ((name: string) => void)[] = [];
    const client = fakeClient({
      inspect: () => new Promise((resolve) => answers.push((name) => resolve({ ok: true, value: summary(name) }))),
    });
    const choice = createChoice(stage(client).engine);
    const slow = choice.getState().inspect(bundled);
    const quick = choice.getState().inspect(elsewhere);
    answers[1]!('quick');
    await quick;
    answers[0]!('slow');
    await slow;
    expect(choice.getState().choice).toMatchObject({ at: 'inspected', summary: { name: 'quick' } });
  });
});
