import { describe, expect, test } from 'vitest';
import { FakeGpu } from '../gpu/testing/gpu.fixture.ts';
import { EngineUnderTest, failingJobs, type Job } from './testing/engine.fixture.ts';

const expected =
  /^goes on$|^out-of-memory: The GPU has no room for .+: close other tabs, choose a shorter context or a smaller model\.$/;

/** Every allocation to the 60th, and 6 of those behind. */
function chosen(allocations: number): number[] {
  const first = Array.from({ length: Math.min(60, allocations) }, (_, n) => n + 1);
  const behind = Array.from({ length: 6 }, (_, n) => 60 + Math.floor(((n + 1) * (allocations - 60)) / 6));
  return [...new Set([...first, ...behind.filter((n) => n > 60)])];
}

/**
 * Buffers that can be done without: where a recording or a mask of the GPU's sampler has none the CPU samples, and an answer tries
 * again what was not compiled ahead. Operands of a check that is only asked which kernels it runs need not be there.
 */
const goesOn: Partial<Record<Job, number>> = {
  answer: 2,
  'watched answer': 2,
  'answer through the lens': 2,
  'speculated answer': 2,
  'answer in JSON': 4,
  'self-test': 8,
  'own kernel': 6,
};

describe('without room for any one buffer', () => {
  test.each(failingJobs)('of %s it is said, nothing leaks, and the model before goes on', async (job) => {
    const gpu = new FakeGpu(['timestamp-query']);
    const { jobs, unhandled, must, measure } = await EngineUnderTest.start(gpu);
    // What answers need is allocated at the first one in a cache, and kernels are tried alone once for a model's weights.
    const anew = job === 'self-test' || job === 'diagnose' ? 'load' : 'resize';
    await must(anew);
    const before = gpu.buffers.toSorted();
    const { allocations } = await measure(job);
    expect(allocations).toBeGreaterThan(0);
    let wentOn = 0;
    for (const n of chosen(allocations)) {
      await must(anew);
      gpu.fullAt = gpu.allocations + n;
      const result = await jobs[job]();
      const where = `allocation ${n} of ${allocations}`;
      const outcome = result.ok ? 'goes on' : `${result.failure.kind}: ${result.failure.message}`;
      expect(outcome, where).toMatch(expected);
      wentOn += Number(result.ok);
      expect(gpu.allocations, where).toBeGreaterThanOrEqual(gpu.fullAt);
      expect(unhandled, where).toEqual([]);
      // The same cache answers now that there is room.
      await must('answer');
      await must('resize');
      expect(gpu.buffers.toSorted(), where).toEqual(before);
    }
    await must(job);
    expect(wentOn).toBe(goesOn[job] ?? 0);
  });

  test('of what is compiled ahead, the next answer tries again', async () => {
    const gpu = new FakeGpu();
    const { jobs, unhandled, must, measure } = await EngineUnderTest.start(gpu);
    const { allocations } = await measure('prepare');
    for (const n of chosen(allocations)) {
      await must('resize');
      gpu.fullAt = gpu.allocations + n;
      expect(await jobs.prepare()).toEqual({ ok: true, value: [] });
      await must('answer');
      expect(unhandled).toEqual([]);
    }
  });

  test('of opening the device, it is said, and another try opens it', async () => {
    const gpu = new FakeGpu();
    const { engine, unhandled, must } = await EngineUnderTest.start(gpu);
    const { allocations } = new FakeGpu();
    for (const n of [1, 2]) {
      gpu.devices.at(-1)!.lose('the driver was reset');
      expect(await engine.lost()).toMatchObject({ ok: false, failure: { kind: 'device-lost' } });
      gpu.fullAt = gpu.allocations + n + allocations;
      expect(await engine.open()).toMatchObject({ ok: false, failure: { kind: 'out-of-memory' } });
      expect(gpu.devices.at(-1)!.live.size).toBe(0);
      expect((await engine.open()).ok).toBe(true);
      await must('load');
      await must('answer');
    }
    expect(unhandled).toEqual([]);
  });
});
