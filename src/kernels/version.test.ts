import { expect, test } from 'vitest';
import type { Gpu } from '../gpu/device.ts';
import { tuningFor } from './tuning.ts';
import { kernelVersion } from './version.ts';

const tuningOf = (isFallback: boolean) =>
  tuningFor({
    device: {
      features: new Set(),
      limits: { maxComputeInvocationsPerWorkgroup: 256, maxComputeWorkgroupStorageSize: 16384 },
    },
    adapter: { isFallback, subgroupSizes: null, multipliesMatrices: false },
  } as unknown as Gpu);
const tuning = tuningOf(true);
const files = { 'a.wgsl': 'fn a() {}', 'b.wgsl': 'fn b() {}' };

test('a version is the same for the same kernels, in whatever order their files come', async () => {
  const version = await kernelVersion(tuning, 'worker-1.js', files);
  expect(version).toMatch(/^[0-9a-f]{32}$/);
  const reversed = Object.fromEntries(Object.entries(files).toReversed());
  expect(await kernelVersion(tuning, 'worker-1.js', reversed)).toBe(version);
});

test('a version changes with any text, with the sizes, and with what dispatches', async () => {
  const versions = await Promise.all([
    kernelVersion(tuning, 'worker-1.js', files),
    kernelVersion(tuning, 'worker-1.js', { ...files, 'b.wgsl': 'fn b() { }' }),
    kernelVersion(tuning, 'worker-1.js', { ...files, 'c.wgsl': '' }),
    kernelVersion(tuningOf(false), 'worker-1.js', files),
    kernelVersion(tuning, 'worker-2.js', files),
    kernelVersion(tuning, 'worker-1.js'),
  ]);
  expect(new Set(versions).size).toBe(versions.length);
});
