import { queryObjects } from 'node:v8';
import { expect, test } from 'vitest';
import { FakeGpu } from '../../src/gpu/testing/gpu.fixture.ts';
import { uniformProgram } from '../../src/vocabulary/program.ts';
import { EngineUnderTest } from '../../src/worker/testing/engine.fixture.ts';
import { pace } from './pace.ts';

// npm run long-life: 600 answers, 1,000 switches, 100 loads, 100 of the lab's jobs but for 10 diagnoses and self-tests.
const long = process.env['LONG_LIFE'] !== undefined;
const tenths = 10;
const roundsATenth = Number(process.env['LONG_LIFE'] ?? 1);

/** Objects that are alive once nothing is left to collect. The heap itself grows for a while by what V8 compiles. */
const liveObjects = () => queryObjects(Object, { format: 'count' });

test('answers, switches, loads and jobs of the lab, again and again, leave no buffer and no memory behind', async () => {
  const gpu = new FakeGpu(['timestamp-query']);
  const { must, configure, unhandled } = await EngineUnderTest.start(gpu);
  const seen: { buffers: number; objects: number; mebibytes: number }[] = [];
  const paused = pace(tenths * roundsATenth);
  for (let tenth = 0; tenth < tenths; tenth++) {
    for (let round = 0; round < roundsATenth; round++) {
      for (let n = 0; n < 10; n++) {
        await configure({ program: uniformProgram(n % 2 === 0 ? 'reference' : 'fused') });
        if (n % 3 === 0) await must('answer');
      }
      for (const job of ['watched answer', 'measured answer', 'odds', 'trace', 'remedies', 'load'] as const)
        await must(job);
      if (long)
        for (const job of ['bench', 'token again', 'attention', 'batches', 'known answers'] as const) await must(job);
      await paused(tenth * roundsATenth + round + 1);
    }
    if (long) for (const job of ['diagnose', 'self-test'] as const) await must(job);
    await must('resize');
    const objects = long ? liveObjects() : 0;
    seen.push({ buffers: gpu.buffers.length, objects, mebibytes: process.memoryUsage().heapUsed / 2 ** 20 });
  }
  expect(new Set(seen.map(({ buffers }) => buffers)).size).toBe(1);
  expect(unhandled).toEqual([]);
  if (!long) return;
  const figures = seen.map(({ objects, mebibytes }) => `${objects} (${mebibytes.toFixed(1)})`);
  // What is seen here is an object a tenth.
  expect(seen.at(-1)!.objects - seen[1]!.objects).toBeLessThanOrEqual(tenths);
  console.log(`  ${seen[0]!.buffers} buffers; objects (MiB of heap) after each tenth: ${figures.join(', ')}`);
});
