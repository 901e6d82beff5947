import { expose } from 'comlink';
import { expect, it, vi } from 'vitest';
import { connect } from './client.ts';
import { adapter, never, succeeded, summary } from './fakes.ts';

/** A `Worker` as far as the client sees it. Its other end is in this thread. */
class FakeWorker extends EventTarget {
  readonly terminate = vi.fn<() => void>();
  readonly #port: MessagePort;

  constructor(api: object) {
    super();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.addEventListener('message', ({ data }) => this.dispatchEvent(new MessageEvent('message', { data })));
    port1.start();
    expose({ ping: async () => succeeded(undefined), ...api }, port2);
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    this.#port.postMessage(message, transfer);
  }

  fail(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }
}

it('carries calls, results and callbacks', async () => {
  const bytes: number[] = [];
  const { api: engine } = connect(
    new FakeWorker({
      open: async () => succeeded(adapter),
      async load(handle: string, _options: object, onProgress: (progress: object) => Promise<void>) {
        await onProgress({ stage: 'weights', bytes: 5, totalBytes: 10 });
        return succeeded(summary(handle));
      },
    }),
  );
  expect(await engine.open()).toEqual(succeeded(adapter));
  const loaded = await engine.load('demo', { context: 8, weights: 'stored' }, (progress) => bytes.push(progress.bytes));
  expect(loaded).toMatchObject(succeeded({ name: 'demo' }));
  expect(bytes).toEqual([5]);
});

it('settles calls that are pending when the worker dies, and those made later', async () => {
  const worker = new FakeWorker({ inspect: () => never, lost: () => never });
  const { api: engine, crashed } = connect(worker);
  const pending = [engine.inspect({ kind: 'hub', id: 'a/b', revision: 'main' }), engine.lost()];
  worker.fail('out of bounds');
  const failure = { kind: 'worker-crashed', message: expect.stringContaining('out of bounds') };
  const failed = { ok: false, failure };
  expect(await Promise.all([...pending, engine.faults()])).toEqual([failed, failed, failed]);
  expect(await crashed).toEqual(failure);
  expect(worker.terminate).toHaveBeenCalledTimes(1);
});

it('treats an exception in the worker as a crash', async () => {
  const worker = new FakeWorker({
    open() {
      throw new TypeError('device is undefined');
    },
  });
  const { api: engine } = connect(worker);
  expect(await engine.open()).toMatchObject({
    ok: false,
    failure: { kind: 'worker-crashed', message: expect.stringContaining('device is undefined') },
  });
  expect(worker.terminate).toHaveBeenCalled();
});

it('is not taken for a promise', async () => {
  const connection = connect(new FakeWorker({ open: async () => succeeded(adapter) }));
  const engine = await Promise.resolve(connection.api);
  expect(await engine.open()).toEqual(succeeded(adapter));
  expect(await Promise.race([connection.crashed, Promise.resolve('alive')])).toBe('alive');
});
