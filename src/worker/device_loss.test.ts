import { describe, expect, test, vi } from 'vitest';
import { FakeGpu } from '../gpu/testing/gpu.fixture.ts';
import { EngineUnderTest, failingJobs } from './testing/engine.fixture.ts';

const remedy = /^The GPU was lost \(.+\): reload the model to go on; if it happens again, choose a smaller model/;

/** The first call of a job, and some behind it. By the last ones the result may be known. */
function chosen(calls: number): number[] {
  return Array.from({ length: 6 }, (_, n) => 1 + Math.floor((n * calls) / 6));
}

describe.each([
  ['calls fail', false],
  ['calls never settle', true],
])('when the device is lost, and %s', (_, hangsWhenLost) => {
  test.each(failingJobs)('in the middle of %s it is said, and a reload goes on', async (job) => {
    const gpu = new FakeGpu(['timestamp-query']);
    gpu.hangsWhenLost = hangsWhenLost;
    const { engine, jobs, unhandled, must, measure } = await EngineUnderTest.start(gpu);
    // As each time below: what an answer compiles is compiled.
    await must('answer');
    await must('resize');
    const { calls } = await measure(job);
    for (const n of chosen(calls)) {
      await must('resize');
      const lost = engine.lost();
      gpu.lostAt = gpu.calls + n;
      const result = await jobs[job]();
      const where = `call ${n} of ${calls}`;
      expect(result, where).toMatchObject({ ok: false, failure: { kind: 'device-lost' } });
      expect(!result.ok && result.failure.message, where).toMatch(remedy);
      expect(await lost).toMatchObject({ ok: false, failure: { kind: 'device-lost' } });
      expect((await engine.open()).ok, where).toBe(true);
      await must('load');
      await must('answer');
    }
    expect(unhandled).toEqual([]);
  });

  test('twice in a row, while the model is loaded again, too', async () => {
    const gpu = new FakeGpu();
    gpu.hangsWhenLost = hangsWhenLost;
    const { engine, jobs, unhandled, must, measure } = await EngineUnderTest.start(gpu);
    const { calls } = await measure('load');
    for (const n of chosen(calls)) {
      gpu.lostAt = gpu.calls + 5;
      expect(await jobs.answer()).toMatchObject({ ok: false, failure: { kind: 'device-lost' } });
      expect((await engine.open()).ok).toBe(true);
      gpu.lostAt = gpu.calls + n;
      expect(await jobs.load()).toMatchObject({ ok: false, failure: { kind: 'device-lost' } });
      expect((await engine.open()).ok).toBe(true);
      await must('load');
      await must('answer');
    }
    expect(unhandled).toEqual([]);
  });

  test('while it is opened, it is said, and another try opens it', async () => {
    const gpu = new FakeGpu();
    gpu.hangsWhenLost = hangsWhenLost;
    const { engine, unhandled, must } = await EngineUnderTest.start(gpu);
    const before = gpu.calls;
    gpu.devices.at(-1)!.lose('the driver was reset');
    await engine.lost();
    expect((await engine.open()).ok).toBe(true);
    const opening = gpu.calls - before;
    for (const n of chosen(opening)) {
      gpu.devices.at(-1)!.lose('the driver was reset');
      await engine.lost();
      gpu.lostAt = gpu.calls + n;
      expect(await engine.open()).toMatchObject({ ok: false, failure: { kind: 'device-lost' } });
      expect((await engine.open()).ok).toBe(true);
      await must('load');
    }
    expect(unhandled).toEqual([]);
  });
});

test('an adapter that the browser withholds after a loss is told of as what it is, and taken once it is there', async () => {
  const gpu = new FakeGpu();
  const { engine, must } = await EngineUnderTest.start(gpu);
  gpu.devices.at(-1)!.lose('the GPU process crashed');
  await engine.lost();
  gpu.offered = false;
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const opening = engine.open();
  await vi.runAllTimersAsync();
  vi.useRealTimers();
  const message = expect.stringContaining('restart the browser to go on') as string;
  expect(await opening).toEqual({ ok: false, failure: { kind: 'device-lost', message } });
  gpu.offered = true;
  expect((await engine.open()).ok).toBe(true);
  await must('load');
});

test('a GPU that does not answer any more is told of, and taken once it does', async () => {
  const gpu = new FakeGpu();
  const { engine, must } = await EngineUnderTest.start(gpu);
  gpu.devices.at(-1)!.lose('Device was destroyed.');
  await engine.lost();
  const asked = vi.spyOn(gpu, 'requestAdapter').mockReturnValue(new Promise(() => {}));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const opening = engine.open();
  await vi.advanceTimersByTimeAsync(30_000);
  vi.useRealTimers();
  const message = expect.stringContaining('restart the browser to go on') as string;
  expect(await opening).toEqual({ ok: false, failure: { kind: 'device-lost', message } });
  asked.mockRestore();
  expect((await engine.open()).ok).toBe(true);
  await must('load');
});
