import { createStore } from 'zustand/vanilla';
import type { Failure } from '../../../result.ts';
import type { RecordedBench } from '../../../findings/format/bench.ts';
import type { BenchProgress, BenchRequest } from '../../../worker/api.ts';
import type { Engine } from '../../engine/engine.ts';

export interface BenchingState {
  /** Null while no benchmark runs. */
  progress: BenchProgress | null;
  /** The benchmark of the model that is loaded now. */
  bench: RecordedBench | null;
  failure: Failure | null;
  /** Does nothing while a benchmark runs. */
  run: (request: BenchRequest) => Promise<void>;
  stop: () => void;
}

export function createBenching(engine: Engine) {
  return createStore<BenchingState>()((set, get) => {
    engine.subscribe(({ model }, before) => {
      if (model !== before.model) set({ bench: null, failure: null });
    });
    return {
      progress: null,
      bench: null,
      failure: null,
      async run(request) {
        if (get().progress) return;
        set({ progress: { done: 0, total: 1, doing: 'copy bandwidth' }, failure: null });
        const result = await engine.getState().occupy((api) => api.bench(request, (progress) => set({ progress })));
        if (result.ok) set({ progress: null, bench: { request, report: result.value } });
        else set({ progress: null, failure: result.failure.kind === 'stopped' ? null : result.failure });
      },
      stop: () => engine.getState().stop(),
    };
  });
}

export type Benching = ReturnType<typeof createBenching>;
