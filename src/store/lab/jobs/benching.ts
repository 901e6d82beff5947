import { createStore } from 'zustand/vanilla';
import type { Failure } from '../../../result.ts';
import type { RecordedBench } from '../../../findings/format/bench.ts';
import type { BenchRequest } from '../../../worker/api.ts';
import type { Engine } from '../../engine/engine.ts';
import { rowsAs } from '../../engine/occupation.ts';

export interface BenchingState {
  running: boolean;
  /** The benchmark of the model that is loaded now. */
  bench: RecordedBench | null;
  failure: Failure | null;
  /** Does nothing while a benchmark runs. */
  run: (request: BenchRequest) => Promise<void>;
}

export function createBenching(engine: Engine) {
  return createStore<BenchingState>()((set, get) => {
    engine.subscribe(({ model }, before) => {
      if (model !== before.model) set({ bench: null, failure: null });
    });
    return {
      running: false,
      bench: null,
      failure: null,
      async run(request) {
        if (get().running) return;
        set({ running: true, failure: null });
        const result = await engine.getState().occupy('benchmark', (api, tell) => api.bench(request, rowsAs(tell)));
        if (result.ok) set({ running: false, bench: { request, report: result.value } });
        else set({ running: false, failure: result.failure.kind === 'stopped' ? null : result.failure });
      },
    };
  });
}

export type Benching = ReturnType<typeof createBenching>;
