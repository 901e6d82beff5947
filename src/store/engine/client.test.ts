import { expose } from 'comlink';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CheckpointLocation } from '../../worker/api.ts';
import { connect } from './client.ts';
import { adapter, fakeClient, summary } from './fakes.ts';

/** A `Worker` as far as the client sees it, its other end in this thread. */
class FakeWorker extends EventTarget {
  readonly terminate = vi.fn<() => void>();
  readonly #port: MessagePort;

  constructor(api: object) {
    super();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.addEventListener('message', ({ data }) => this.dispatchEvent(new MessageEvent('message', { data })));
    port1.start();
    expose(api, port2);
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    this.#port.postMessage(message, transfer);
  }

  fail(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }
}

const never = () => new Promise<never>(() => {});

beforeEach(() => vi.stubGlobal('document', { baseURI: 'https://example.org/app/' }));
afterEach(() => vi.unstubAllGlobals());

it('hands calls and their events through', async () => {
  const bytes: number[] = [];
  const client = connect(
    new FakeWorker({
      ...fakeClient(),
      async load(_location: CheckpointLocation, _options: object, onProgress: (progress: object) => Promise<void>) {
        await onProgress({ stage: 'weights', bytes: 5, totalBytes: 10 });
        return { ok: true, value: summary('demo') };
      },
    }),
  );
  expect(await client.open()).toEqual({ ok: true, value: adapter });
  const loaded = await client.load({ kind: 'url', base: 'm' }, { context: 8, weights: 'stored' }, (progress) =>
    bytes.push(progress.bytes),
  );
  expect(loaded).toMatchObject({ ok: true, value: { name: 'demo' } });
  expect(bytes).toEqual([5]);
});

it('resolves addresses against the page, not the worker', async () => {
  const inspect = vi.fn<(location: CheckpointLocation) => void>();
  const client = connect(new FakeWorker({ inspect }));
  await client.inspect({ kind: 'url', base: 'models/demo/' });
  await client.inspect({ kind: 'url', base: 'https://other.org/m' });
  await client.inspect({ kind: 'url', base: 'http://' });
  expect(inspect.mock.calls.map(([location]) => location.kind === 'url' && location.base)).toEqual([
    'https://example.org/app/models/demo/',
    'https://other.org/m',
    'http://', // for the engine to refuse
  ]);
});

it('settles every pending call when the worker dies', async () => {
  const worker = new FakeWorker({ inspect: never, lost: never });
  const client = connect(worker);
  const pending = [client.inspect({ kind: 'hub', id: 'a/b', revision: 'main' }), client.lost()] as const;
  worker.fail('out of bounds');
  const failure = { kind: 'worker-crashed', message: expect.stringContaining('out of bounds') };
  expect(await pending[0]).toEqual({ ok: false, failure });
  expect(await pending[1]).toEqual(failure);
  expect(await client.crashed).toEqual(failure);
  expect(worker.terminate).toHaveBeenCalled();
});

it('takes a throw in the worker for a crash', async () => {
  const worker = new FakeWorker({
    open() {
      throw new TypeError('device is undefined');
    },
  });
  const client = connect(worker);
  expect(await client.open()).toMatchObject({
    ok: false,
    failure: { kind: 'worker-crashed', message: expect.stringContaining('device is undefined') },
  });
  expect(worker.terminate).toHaveBeenCalled();
});
