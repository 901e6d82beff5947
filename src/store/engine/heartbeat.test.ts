import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createHeartbeat } from './heartbeat.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function stage() {
  let answer = () => {};
  const ping = vi.fn<() => Promise<void>>(() => new Promise((resolve) => (answer = resolve)));
  const onSilent = vi.fn<(silent: boolean) => void>();
  const owe = createHeartbeat(ping, onSilent);
  return { ping, onSilent, owe, answer: () => answer() };
}

it('asks nothing while nothing is owed, but for a first time', async () => {
  const { ping, owe } = stage();
  await owe(Promise.resolve(1));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ping).toHaveBeenCalledTimes(1);
});

it('notices silence within five seconds, and its end', async () => {
  const { onSilent, owe, answer } = stage();
  void owe(new Promise(() => {}));
  answer();
  await vi.advanceTimersByTimeAsync(4999);
  expect(onSilent).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(onSilent.mock.calls).toEqual([[true]]);
  answer();
  await vi.advanceTimersByTimeAsync(0);
  expect(onSilent.mock.calls).toEqual([[true], [false]]);
});

it('takes a slow answer for life', async () => {
  const { onSilent, owe, answer } = stage();
  void owe(new Promise(() => {}));
  for (let beats = 0; beats < 20; beats++) {
    await vi.advanceTimersByTimeAsync(3000);
    answer();
  }
  expect(onSilent).not.toHaveBeenCalled();
});

it('waits for a worker whose script is still on its way', async () => {
  const { onSilent, owe } = stage();
  void owe(new Promise(() => {}));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(onSilent).not.toHaveBeenCalled();
});

it('counts no time in which the page itself stood still', async () => {
  const { onSilent, owe, answer } = stage();
  void owe(new Promise(() => {}));
  answer();
  await vi.advanceTimersByTimeAsync(1000);
  vi.setSystemTime(Date.now() + 600_000);
  await vi.advanceTimersByTimeAsync(1000);
  expect(onSilent).not.toHaveBeenCalled();
});
