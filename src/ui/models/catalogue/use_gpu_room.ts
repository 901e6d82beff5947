import type { GpuRoom } from '../../../catalogue/fits.ts';
import { useEngine, useGpuMemory } from '../../../store/hooks.ts';

/** Chromium alone says how much memory the machine has, in GiB. */
type Machine = Navigator & { deviceMemory?: number };

/** What is known about the open GPU; null while there is none. */
export function useGpuRoom(): (GpuRoom & { onCpu: boolean }) | null {
  const adapter = useEngine(({ device }) => (device.at === 'open' ? device.adapter : null));
  const { loadedBytes, failedBytes } = useGpuMemory((state) => state);
  if (!adapter) return null;
  const { deviceMemory } = navigator as Machine;
  return {
    maxBindingBytes: adapter.maxBindingBytes,
    multipliesMatrices: adapter.multipliesMatrices,
    loadedBytes,
    failedBytes,
    machineBytes: deviceMemory === undefined ? null : deviceMemory * 2 ** 30,
    onCpu: adapter.isFallback,
  };
}
