import { expect, test } from 'vitest';
import type { LoadOptions } from '../../worker/api.ts';
import { adapter, failed, fakeApi, fakeEngine, loadedModel, succeeded, summary } from '../engine/fakes.ts';
import { createGpuMemory } from './gpu_memory.ts';

function cells() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}

const onUnsaved = () => {};
const options: LoadOptions = { context: 1000, weights: 'stored', cache: 'f32' };
const checkpoint = { location: { kind: 'url', base: 'x/' } as const, handle: 'x', summary: summary('x') };
const taken = (({ weights, kvBytesPerToken, context }) => weights.bytes + kvBytesPerToken.f32 * context)(
  loadedModel('x', options),
);

test('remembers what was loaded on this GPU, at the next visit too', async () => {
  const stored = cells();
  const engine = fakeEngine(fakeApi());
  const memory = createGpuMemory({ engine, cells: stored, onUnsaved });
  await engine.getState().start();
  const first = memory.getState().loadedBytes;
  await engine.getState().load(checkpoint, options);
  expect(memory.getState()).toMatchObject({ loadedBytes: Math.max(first, taken), failedBytes: null });

  const again = createGpuMemory({ engine: fakeEngine(fakeApi()), cells: stored, onUnsaved });
  expect(again.getState().loadedBytes).toBe(memory.getState().loadedBytes);
});

test('remembers for what there was no room, until a larger model loads', async () => {
  let room = 0;
  const engine = fakeEngine(
    fakeApi({
      load: async (handle, wanted, onProgress) => {
        onProgress({ stage: 'weights', bytes: 1, totalBytes: 10 });
        await Promise.resolve();
        return room < 10
          ? failed({ kind: 'out-of-memory', message: 'no room' })
          : succeeded(loadedModel(handle, wanted));
      },
    }),
  );
  const memory = createGpuMemory({ engine, cells: cells(), onUnsaved });
  await engine.getState().start();
  expect(memory.getState()).toMatchObject({ loadedBytes: 0, failedBytes: 10 });
  room = 10;
  await engine.getState().load(checkpoint, options);
  expect(memory.getState()).toMatchObject({ loadedBytes: taken, failedBytes: null });
});

test('begins anew on another GPU', async () => {
  const stored = cells();
  const engine = fakeEngine(fakeApi());
  createGpuMemory({ engine, cells: stored, onUnsaved });
  await engine.getState().start();
  const other = fakeEngine(
    fakeApi({
      open: async () => succeeded({ ...adapter, device: 'another' }),
      inspect: async () => failed({ kind: 'stopped', message: '' }),
    }),
  );
  const memory = createGpuMemory({ engine: other, cells: stored, onUnsaved });
  expect(memory.getState().loadedBytes).toBeGreaterThan(0);
  await other.getState().start();
  expect(memory.getState().loadedBytes).toBe(0);
});
