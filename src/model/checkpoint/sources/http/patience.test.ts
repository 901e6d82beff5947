import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { refusalOf } from '../../../../../e2e/fixtures/refusal.ts';
import { defaultTiming, Passing, Patience } from './patience.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const busy = new Passing({ kind: 'unreachable', message: 'busy' });

/** Whether `work` is done after `ms` milliseconds. */
async function doneAfter(work: Promise<unknown>, ms: number): Promise<boolean> {
  let done = false;
  void work.finally(() => (done = true));
  await vi.advanceTimersByTimeAsync(ms);
  return done;
}

test('a pause takes its time', async () => {
  const pause = defaultTiming.sleep(1000);
  expect(await doneAfter(pause, 999)).toBe(false);
  expect(await doneAfter(pause, 1)).toBe(true);
});

test('a pause ends when it is stopped, with a refusal', async () => {
  const stop = new AbortController();
  const stopped = refusalOf(() => new Patience('a', defaultTiming, stop.signal).outlast(busy, 0));
  expect(await doneAfter(stopped, 10)).toBe(false);
  stop.abort();
  expect((await stopped).kind).toBe('stopped');
  expect(vi.getTimerCount()).toBe(0);
});

test('a pause ends when the network is back', async () => {
  const worker = new EventTarget();
  vi.stubGlobal('addEventListener', worker.addEventListener.bind(worker));
  vi.stubGlobal('removeEventListener', worker.removeEventListener.bind(worker));
  const pause = defaultTiming.sleep(60_000);
  expect(await doneAfter(pause, 10)).toBe(false);
  worker.dispatchEvent(new Event('online'));
  await pause;
  expect(vi.getTimerCount()).toBe(0);
});

test('pauses start anew with every byte', async () => {
  const waits: number[] = [];
  const patience = new Patience('a', { ...defaultTiming, sleep: async (ms) => void waits.push(ms) });
  for (const progress of [false, false, true, false]) {
    if (progress) patience.progressed();
    await patience.outlast(busy, 0);
  }
  expect(waits).toEqual([1000, 2000, 1000, 2000]);
});
