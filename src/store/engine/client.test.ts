import { expect, it } from 'vitest';
import { FakeWorker } from '../../fake_worker.fixture.ts';
import { connect } from './client.ts';
import { adapter, never, succeeded, summary } from './fakes.ts';

const alive = { ping: async () => succeeded(undefined) };

it('carries calls, results and callbacks', async () => {
  const bytes: number[] = [];
  const { api: engine } = connect(
    new FakeWorker({
      ...alive,
      open: async () => succeeded(adapter),
      async load(handle: string, _options: object, onProgress: (progress: object) => Promise<void>) {
        await onProgress({ stage: 'weights', bytes: 5, totalBytes: 10 });
        return succeeded(summary(handle));
      },
    }),
  );
  expect(await engine.open()).toEqual(succeeded(adapter));
  const loaded = await engine.load('demo', { context: 8, weights: 'stored', cache: 'f32' }, (progress) =>
    bytes.push(progress.bytes),
  );
  expect(loaded).toMatchObject(succeeded({ name: 'demo' }));
  expect(bytes).toEqual([5]);
});

it('lets a callback go once its call has answered', async () => {
  const bytes: number[] = [];
  let lateCall!: (progress: object) => Promise<void>;
  const { api: engine } = connect(
    new FakeWorker({
      ...alive,
      async load(handle: string, _options: object, onProgress: (progress: object) => Promise<void>) {
        await onProgress({ bytes: 5 });
        lateCall = onProgress;
        return succeeded(summary(handle));
      },
      faults: async () => succeeded([]),
    }),
  );
  await engine.load('demo', { context: 8, weights: 'stored', cache: 'f32' }, (progress) => bytes.push(progress.bytes));
  void lateCall({ bytes: 10 });
  await engine.faults();
  expect(bytes).toEqual([5]);
});

it('settles calls that are pending when the worker dies, and those made later', async () => {
  const worker = new FakeWorker({ ...alive, inspect: () => never, lost: () => never });
  const { api: engine, crashed } = connect(worker);
  const pending = [engine.inspect({ kind: 'hub', id: 'a/b', revision: 'main' }), engine.lost()];
  worker.fail('out of bounds');
  const failure = { kind: 'worker-crashed', message: expect.stringContaining('out of bounds') };
  const failed = { ok: false, failure };
  expect(await Promise.all([...pending, engine.faults()])).toEqual([failed, failed, failed]);
  expect(await crashed).toEqual(failure);
  expect(worker.isTerminated).toBe(true);
});

it('treats an exception in the worker as a crash', async () => {
  const worker = new FakeWorker({
    ...alive,
    open() {
      throw new TypeError('device is undefined');
    },
  });
  const { api: engine } = connect(worker);
  expect(await engine.open()).toMatchObject({
    ok: false,
    failure: { kind: 'worker-crashed', message: expect.stringContaining('device is undefined') },
  });
  expect(worker.isTerminated).toBe(true);
});

it('is not taken for a promise', async () => {
  const connection = connect(new FakeWorker({ ...alive, open: async () => succeeded(adapter) }));
  const engine = await Promise.resolve(connection.api);
  expect(await engine.open()).toEqual(succeeded(adapter));
  expect(await Promise.race([connection.crashed, Promise.resolve('alive')])).toBe('alive');
});
