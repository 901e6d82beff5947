import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { FakeGpu } from '../../src/gpu/testing/gpu.fixture.ts';
import { uniformProgram } from '../../src/vocabulary/program.ts';
import { EngineUnderTest } from '../../src/worker/testing/engine.fixture.ts';

// npm run long-life: 600 answers, 1,000 switches, 100 loads, and 100 of the lab's jobs but for 10 diagnoses and self-tests.
const long = process.env['LONG_LIFE'] !== undefined;
const tenths = 10;
const roundsATenth = Number(process.env['LONG_LIFE'] ?? 1);

/** Bytes of the heap in use once nothing is left to collect. */
async function heapBytes(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let n = 0; n < 3; n++) {
    await new Promise((resolve) => setImmediate(resolve));
    collect();
  }
  return process.memoryUsage().heapUsed;
}

test('answers, switches, loads and jobs of the lab, again and again, leave no buffer and no memory behind', async () => {
  const gpu = new FakeGpu(['timestamp-query']);
  const { must, configure, unhandled } = await EngineUnderTest.start(gpu);
  const seen: { buffers: number; heap: number }[] = [];
  for (let tenth = 0; tenth < tenths; tenth++) {
    for (let round = 0; round < roundsATenth; round++) {
      for (let n = 0; n < 10; n++) {
        await configure({ program: uniformProgram(n % 2 === 0 ? 'reference' : 'fused') });
        if (n % 3 === 0) await must('answer');
      }
      for (const job of ['watched answer', 'measured answer', 'odds', 'trace', 'remedies', 'load'] as const)
        await must(job);
      if (long) await must('bench');
      // The channel to the witness keeps 1.3 KiB a call in Node, so what calls it runs in the first tenth alone.
      if (long && tenth === 0) for (const job of ['diagnose', 'self-test'] as const) await must(job);
    }
    await must('resize');
    seen.push({ buffers: gpu.buffers.length, heap: long ? await heapBytes() : 0 });
  }
  expect(new Set(seen.map(({ buffers }) => buffers)).size).toBe(1);
  expect(unhandled).toEqual([]);
  if (!long) return;
  const mebibytes = seen.map(({ heap }) => (heap / 2 ** 20).toFixed(1));
  console.log(`  ${seen[0]!.buffers} buffers; MiB of heap after each tenth: ${mebibytes.join(', ')}`);
  expect(seen.at(-1)!.heap).toBeLessThan(1.05 * seen[0]!.heap);
});
