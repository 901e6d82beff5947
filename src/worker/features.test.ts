import { expect, test } from 'vitest';
import { wantedFeatures } from '../gpu/device.ts';
import { FakeGpu } from '../gpu/testing/gpu.fixture.ts';
import { EngineUnderTest, failingJobs } from './testing/engine.fixture.ts';

/** All features that the engine can use, each of them missing alone, and none. */
const offers = [
  wantedFeatures,
  ...wantedFeatures.map((missing) => wantedFeatures.filter((feature) => feature !== missing)),
  [],
];

test.each(offers.map((offered) => [offered.join(', ') || 'nothing', offered]))(
  'on an adapter that offers %s, every job uses no more than that',
  async (_, offered) => {
    const gpu = new FakeGpu(offered);
    const { engine, must, unhandled } = await EngineUnderTest.start(gpu);
    for (const job of failingJobs) await must(job);
    expect(await engine.prepare()).toEqual({ ok: true, value: [] });
    expect(unhandled).toEqual([]);
    const needed = wantedFeatures.filter((feature) => feature !== 'timestamp-query');
    const matrices = [...gpu.compiled].filter((kernel) => kernel.endsWith('_matrices'));
    expect(matrices.length > 0).toBe(needed.every((feature) => offered.includes(feature)));
  },
);
