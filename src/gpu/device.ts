import { refuse } from '../result.ts';
import { describeAdapter, requestAdapter, type AdapterDescription } from './adapter.ts';

/** An open device with its adapter's description, and a count of what is allocated on it. */
export interface Gpu {
  device: GPUDevice;
  adapter: AdapterDescription;
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

const wantedFeatures: readonly GPUFeatureName[] = ['timestamp-query'];

/** Opens a device. Refuses with `no-webgpu` or `adapter-too-small`. */
export async function openDevice(): Promise<Gpu> {
  const adapter = await requestAdapter();
  const requiredLimits = Object.fromEntries(raisedLimits.map((name) => [name, adapter.limits[name]]));
  const requiredFeatures = wantedFeatures.filter((feature) => adapter.features.has(feature));
  const device = await adapter
    .requestDevice({ label: 'plumbline', requiredLimits, requiredFeatures })
    .catch((cause: unknown) => {
      refuse('adapter-too-small', `The adapter gave no device (${String(cause)}): update the browser and the driver.`);
    });
  // Not caught by any error scope: a bug. It reaches the page as the worker's error event instead of passing unseen.
  device.addEventListener('uncapturederror', ({ error }) => reportError(new Error(`WebGPU: ${error.message}`)));
  return { device, adapter: describeAdapter(adapter), allocated: { buffers: 0, bytes: 0 } };
}
