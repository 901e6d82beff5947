import { refuse } from '../result.ts';
import { describeAdapter, requestAdapter, type AdapterDescription } from './adapter.ts';
import { KernelCache } from './kernel_cache.ts';
import { writesMatrices } from './matrix_probe.ts';

/** An open device with its adapter's description, its kernels, and a count of what is allocated on it. */
export interface Gpu {
  device: GPUDevice;
  adapter: AdapterDescription;
  kernels: KernelCache;
  /** Live buffers made through an {@link Arena}, for leak checks. */
  allocated: { buffers: number; bytes: number };
}

/** Limits raised to the adapter's own: the sizes of a checkpoint's tensors decide, and they are not known yet. */
const raisedLimits = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
] as const;

const matrixFeature = 'chromium-experimental-subgroup-matrix';
/** Features that kernels and timers use where the adapter has them; none is required. */
const wantedFeatures = ['timestamp-query', 'subgroups', 'shader-f16', matrixFeature] as const;
export type WantedFeature = (typeof wantedFeatures)[number];

/** Opens a device, without the features `not` wanted. Refuses with `no-webgpu` or `adapter-too-small`. */
export async function openDevice(not: readonly WantedFeature[] = []): Promise<Gpu> {
  const adapter = await requestAdapter();
  const requiredLimits = Object.fromEntries(raisedLimits.map((name) => [name, adapter.limits[name]]));
  const requiredFeatures = wantedFeatures.filter((feature) => adapter.features.has(feature) && !not.includes(feature));
  const device = await adapter
    .requestDevice({ label: 'plumbline', requiredLimits, requiredFeatures: requiredFeatures as GPUFeatureName[] })
    .catch((cause: unknown) => {
      refuse('adapter-too-small', `The adapter gave no device (${String(cause)}): update the browser and the driver.`);
    });
  // Not caught by any error scope: a bug. It reaches the page as the worker's error event instead of passing unseen.
  device.addEventListener('uncapturederror', ({ error }) => reportError(new Error(`WebGPU: ${error.message}`)));
  const description = describeAdapter(adapter);
  const matrices = device.features.has(matrixFeature) && (await writesMatrices(device));
  return {
    device,
    adapter: { ...description, multipliesMatrices: description.multipliesMatrices && matrices },
    kernels: new KernelCache(device, description.isFallback),
    allocated: { buffers: 0, bytes: 0 },
  };
}
