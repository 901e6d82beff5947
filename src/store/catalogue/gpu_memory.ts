import * as v from 'valibot';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import type { AdapterDescription } from '../../worker/api.ts';
import { type Cells, validated } from '../storage.ts';
import type { Engine } from '../engine/engine.ts';

const bytes = v.pipe(v.number(), v.finite(), v.minValue(0));
const schema = v.object({ adapter: v.string(), loadedBytes: bytes, failedBytes: v.nullable(bytes) });

/** What this GPU was seen to hold, over all visits. No browser says how much memory a GPU has. */
export type GpuMemoryState = v.InferOutput<typeof schema>;

interface Parts {
  engine: Engine;
  cells: Cells | null;
  onUnsaved: (reason: string) => void;
}

const nameOf = ({ vendor, architecture, device }: AdapterDescription) => [vendor, architecture, device].join(' ');

/** Remembers what the largest model took that was loaded, and the smallest for which the memory did not suffice. */
export function createGpuMemory({ engine, cells, onUnsaved }: Parts) {
  const store = createStore<GpuMemoryState>()(
    persist((): GpuMemoryState => ({ adapter: '', loadedBytes: 0, failedBytes: null }), {
      name: 'plumbline.gpu',
      version: 1,
      storage: validated<GpuMemoryState>(cells, 1, schema, onUnsaved),
    }),
  );
  engine.subscribe(({ device, model, loading, loadFailure }, before) => {
    if (device.at === 'open' && device !== before.device && nameOf(device.adapter) !== store.getState().adapter) {
      store.setState({ adapter: nameOf(device.adapter), loadedBytes: 0, failedBytes: null });
    }
    if (model && model !== before.model) {
      const loadedBytes = model.weights.bytes + model.kvBytesPerToken[model.cache.type] * model.context;
      store.setState(({ loadedBytes: most, failedBytes }) => ({
        loadedBytes: Math.max(most, loadedBytes),
        // Something else may have had the memory then.
        failedBytes: failedBytes !== null && failedBytes <= loadedBytes ? null : failedBytes,
      }));
    }
    const tried = before.loading?.progress?.totalBytes;
    if (
      !loading &&
      loadFailure !== before.loadFailure &&
      loadFailure?.kind === 'out-of-memory' &&
      tried !== undefined
    ) {
      store.setState(({ failedBytes }) => ({ failedBytes: Math.min(failedBytes ?? Infinity, tried) }));
    }
  });
  return store;
}
