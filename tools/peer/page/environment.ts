import type { Environment } from '../job.ts';

const attempts = 10;
const pauseMs = 500;

/**
 * The adapter, or null when there is none. A browser can return null at first, while its GPU process restarts (seen with
 * Chromium 156 on an NVIDIA H200). ONNX Runtime asks only once, so this page asks before it.
 */
async function waitForAdapter(): Promise<GPUAdapter | null> {
  // The types say that it always exists, but it does not where WebGPU is off.
  const gpu = navigator.gpu as GPU | undefined;
  if (!gpu) return null;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (adapter) return adapter;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return null;
}

export async function describeEnvironment(runtime: string): Promise<Environment | null> {
  const found = await waitForAdapter();
  if (!found) return null;
  const { vendor, architecture, device, description } = found.info;
  const features = [...found.features].toSorted();
  return { runtime, adapter: { vendor, architecture, device, description, features } };
}
