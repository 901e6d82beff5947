import { expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Failure, Result } from '../../result.ts';
import type { Started, TransformersApi } from '../../transformers/contract.ts';
import { huggingFace } from '../../vocabulary/hub_access.ts';
import type { LoadedModel } from '../../worker/api.ts';
import type { Engine } from '../engine/engine.ts';
import type { EngineState } from '../engine/engine_state.ts';
import { createPeers } from './peers.ts';
import { createTransformers } from './transformers.ts';

const model = {
  name: 'Toy',
  hash: 'a',
  context: 64,
  weights: { choice: 'q8' },
  config: { maxPositions: 128 },
} as unknown as LoadedModel;
const started = { version: '4', runtime: '1', device: 'wasm', compared: 8, other: null } as Started;

const file = new Blob(['stages']);

/** transformers.js in a worker that starts once it is told to. */
function stage() {
  const engine = createStore(() => ({ model, source: { kind: 'url', base: 'models/toy/' } })) as unknown as Engine;
  const peers = createPeers();
  let answer!: (result: Result<Started>) => void;
  let crash!: (failure: Failure) => void;
  const knownAnswers = vi.fn<TransformersApi['knownAnswers']>(async () => ({ ok: true, value: file }));
  const start = vi.fn<TransformersApi['start']>(() => new Promise((resolve) => (answer = resolve)));
  const end = vi.fn<(reason: string) => void>();
  const connect = () => ({
    api: { start, knownAnswers } as unknown as TransformersApi,
    crashed: new Promise<Failure>((resolve) => (crash = resolve)),
    end,
  });
  const transformers = createTransformers({
    engine,
    peers,
    hub: () => huggingFace,
    connect,
    pageAddress: 'https://page.example/app/',
  });
  return {
    engine,
    peers,
    transformers,
    start,
    knownAnswers,
    end,
    answer: (r: Result<Started>) => answer(r),
    crash: (f: Failure) => crash(f),
  };
}

const off = (failure: Failure | null) => ({ at: 'off', failure });
const trouble: Failure = { kind: 'worker-crashed', message: 'transformers.js crashed.' };

test('starts with the loaded weights, tells how far it is, and answers from then on', async () => {
  const { transformers, peers, start, answer } = stage();
  const starting = transformers.getState().start('wasm');
  const [request, tell] = start.mock.calls[0]!;
  expect(request).toEqual({
    location: { kind: 'url', base: 'https://page.example/app/models/toy/' },
    hub: huggingFace,
    choice: 'q8',
    device: 'wasm',
    context: 64,
    stages: false,
  });
  const progress = { stage: 'weights', bytes: 1, totalBytes: 2 } as const;
  tell(progress);
  expect(transformers.getState().run).toEqual({ at: 'starting', progress });
  answer({ ok: true, value: started });
  await starting;
  expect(peers.getState().chosen).toMatchObject({ label: 'transformers.js', host: null, model: { hash: 'a' } });
  expect(transformers.getState().run).toEqual({ at: 'running', started });
});

test('a failure and a crash are told, and the worker is ended', async () => {
  const { transformers, peers, end, answer, crash } = stage();
  let starting = transformers.getState().start('wasm');
  answer({ ok: false, failure: trouble });
  await starting;
  expect(transformers.getState().run).toEqual(off(trouble));
  expect(end).toHaveBeenCalledOnce();

  starting = transformers.getState().start('wasm');
  answer({ ok: true, value: started });
  await starting;
  crash(trouble);
  await vi.waitFor(() => expect(transformers.getState().run).toEqual(off(trouble)));
  expect(peers.getState()).toMatchObject({ peers: [], chosen: null });
});

test('ends with the model that it was started with, by choice, and when it is removed', async () => {
  const { engine, transformers, peers, end, answer } = stage();
  const run = async () => {
    const starting = transformers.getState().start('webgpu');
    answer({ ok: true, value: started });
    await starting;
  };
  const isOff = () => {
    expect(transformers.getState().run).toEqual(off(null));
    expect(peers.getState().peers).toEqual([]);
  };
  await run();
  engine.setState({ model: { ...model, hash: 'b' } } as Partial<EngineState>);
  isOff();
  await run();
  transformers.getState().end();
  isOff();
  await run();
  peers.getState().remove('transformers.js');
  isOff();
  expect(end).toHaveBeenCalledTimes(3);
});

test('cancelled while it starts, it does not come', async () => {
  const { transformers, peers, answer } = stage();
  const starting = transformers.getState().start('wasm');
  transformers.getState().end();
  answer({ ok: true, value: started });
  await starting;
  expect(transformers.getState().run).toEqual(off(null));
  expect(peers.getState().peers).toEqual([]);
});

test('tells of stages by a worker of its own, which ends with it, or once it is stopped', async () => {
  const { transformers, peers, start, knownAnswers, end, answer } = stage();
  const starting = transformers.getState().start('wasm');
  answer({ ok: true, value: started });
  await starting;
  const ask = (signal: AbortSignal) => peers.getState().chosen!.lab!.knownAnswers!([5, 6, 7], signal);
  const told = ask(new AbortController().signal);
  expect(start.mock.calls[1]![0]).toMatchObject({ context: 3, stages: true });
  answer({ ok: true, value: started });
  expect(await told).toEqual({ ok: true, value: file });
  expect(knownAnswers).toHaveBeenCalledExactlyOnceWith([5, 6, 7]);
  expect(end).toHaveBeenCalledOnce();

  const stopping = new AbortController();
  const stopped = ask(stopping.signal);
  stopping.abort();
  expect(end).toHaveBeenCalledTimes(2);
  answer({ ok: false, failure: trouble });
  expect(await stopped).toEqual({ ok: false, failure: trouble });
  expect(transformers.getState().run.at).toBe('running');
});
