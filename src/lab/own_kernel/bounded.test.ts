import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Gpu } from '../../gpu/device.ts';
import { bounded } from './bounded.ts';

const never = () => new Promise<never>(() => {});
let destroyed: number;
let gpu: Gpu;

beforeEach(() => {
  vi.useFakeTimers();
  destroyed = 0;
  gpu = { device: { destroy: () => (destroyed += 1) } } as unknown as Gpu;
});
afterEach(() => void vi.useRealTimers());

const start = (signal: AbortSignal, work: (alive: () => void) => Promise<unknown>) => {
  const said = bounded(gpu, signal, work).then(String, (error: Error) => error.message);
  return said;
};
const gaveUp = expect.stringMatching(/^The kernel did not end, so the GPU was given up: reload/) as string;

test('work that ends keeps the device, however long it takes', async () => {
  let alive!: () => void;
  let end!: (value: string) => void;
  const said = start(new AbortController().signal, (tell) => {
    alive = tell;
    return new Promise((resolve) => (end = resolve));
  });
  for (let n = 0; n < 10; n++) {
    await vi.advanceTimersByTimeAsync(59_000);
    alive();
  }
  end('done');
  expect(await said).toBe('done');
  await vi.advanceTimersByTimeAsync(120_000);
  expect(destroyed).toBe(0);
});

test('without a sign of life the device is given up, once, and it is said why', async () => {
  const said = start(new AbortController().signal, never);
  await vi.advanceTimersByTimeAsync(61_000);
  expect(await said).toEqual(gaveUp);
  expect(destroyed).toBe(1);
});

test('a person who stops it waits two seconds, whatever it tells', async () => {
  const controller = new AbortController();
  let alive!: () => void;
  const said = start(controller.signal, (tell) => {
    alive = tell;
    return never();
  });
  controller.abort();
  await vi.advanceTimersByTimeAsync(1000);
  alive();
  expect(destroyed).toBe(0);
  await vi.advanceTimersByTimeAsync(1001);
  expect(await said).toEqual(gaveUp);
  expect(destroyed).toBe(1);
});

test('work that fails fails, and the device stays', async () => {
  expect(await start(new AbortController().signal, () => Promise.reject(new Error('no')))).toBe('no');
  await vi.advanceTimersByTimeAsync(120_000);
  expect(destroyed).toBe(0);
});
