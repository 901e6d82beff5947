import { refuse } from '../result.ts';
import { describeAdapter, requestAdapter, type AdapterDescription } from './adapter.ts';
import { KernelCache } from './kernel_cache.ts';
import { unlessLost } from './loss.ts';
import { writesMatrices } from './matrix_probe.ts';
import { keepsF16Subnormals } from './subnormal_probe.ts';

/** An open device: its adapter's description, its kernels, and a count of its buffers. */
export interface Gpu {
  device: GPUDevice;
  adapter: AdapterDescription;
  /** Whether `unpack2x16float` keeps subnormals. */
  keepsF16Subnormals: boolean;
  kernels: KernelCache;
  /** Buffers of all {@link Arena}s that are not destroyed yet, for leak checks. */
  allocated: { buffers: number; bytes: number };
}

/** Limits that are raised to the adapter's own, because the sizes of a checkpoint's tensors are not known yet. */
const raisedLimits = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
] as const;

const matrixFeature = 'chromium-experimental-subgroup-matrix';
/** Features that kernels and timers use if the adapter has them. None is required. */
export const wantedFeatures = ['timestamp-query', 'subgroups', 'shader-f16', matrixFeature] as const;
export type WantedFeature = (typeof wantedFeatures)[number];

/**
 * Opens a device, without the features `not` wanted. Refuses with `no-webgpu` or `adapter-too-small`, and where the device does not stand
 * its first use, with `device-lost`, `out-of-memory` or `bad-kernel`.
 */
export async function openDevice(not: readonly WantedFeature[] = []): Promise<Gpu> {
  const adapter = await requestAdapter();
  const requiredLimits = Object.fromEntries(raisedLimits.map((name) => [name, adapter.limits[name]]));
  const requiredFeatures = wantedFeatures.filter((feature) => adapter.features.has(feature) && !not.includes(feature));
  const device = await adapter
    .requestDevice({ label: 'plumbline', requiredLimits, requiredFeatures: requiredFeatures as GPUFeatureName[] })
    .catch((cause: unknown) => {
      refuse('adapter-too-small', `The adapter gave no device (${String(cause)}): update the browser and the driver.`);
    });
  // An error outside all error scopes is a bug. It reaches the page as the error event of the worker.
  device.addEventListener('uncapturederror', ({ error }) => reportError(new Error(`WebGPU: ${error.message}`)));
  try {
    return await unlessLost(device, probed(device, describeAdapter(adapter)));
  } catch (error) {
    device.destroy();
    throw error;
  }
}

/** What only trying shows. */
async function probed(device: GPUDevice, description: AdapterDescription): Promise<Gpu> {
  const matrices = device.features.has(matrixFeature) && (await writesMatrices(device));
  const gpu = {
    device,
    adapter: { ...description, multipliesMatrices: description.multipliesMatrices && matrices },
    keepsF16Subnormals: false,
    kernels: new KernelCache(device, description.isFallback),
    allocated: { buffers: 0, bytes: 0 },
  };
  return { ...gpu, keepsF16Subnormals: await keepsF16Subnormals(gpu) };
}
