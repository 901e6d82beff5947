import { createStore } from 'zustand/vanilla';
import type { Failure } from '../../../result.ts';
import type { RemediesRequest, TriedRemedy } from '../../../worker/api.ts';
import type { Engine } from '../../engine/engine.ts';

export interface RemedyingState {
  trying: boolean;
  /** Results for the model that is loaded now; null until asked for. */
  tried: TriedRemedy[] | null;
  failure: Failure | null;
  run: (request: RemediesRequest) => Promise<void>;
}

export function createRemedying(engine: Engine) {
  return createStore<RemedyingState>()((set, get) => {
    engine.subscribe(({ model }, before) => {
      if (model !== before.model) set({ tried: null, failure: null });
    });
    return {
      trying: false,
      tried: null,
      failure: null,
      async run(request) {
        if (get().trying) return;
        set({ trying: true, failure: null });
        const result = await engine.getState().occupy('remedies', (api) => api.tryRemedies(request));
        if (result.ok) set({ trying: false, tried: result.value });
        else set({ trying: false, failure: result.failure.kind === 'stopped' ? null : result.failure });
      },
    };
  });
}

export type Remedying = ReturnType<typeof createRemedying>;
