import { createStore } from 'zustand/vanilla';
import type { Failure } from '../../result.ts';
import type { CheckpointLocation, CheckpointSummary } from '../../worker/api.ts';
import type { Engine } from './engine.ts';

/** A checkpoint on its way to being the model: asked for, looked at, and then loaded or put aside. */
export type Choice =
  | { at: 'none' }
  | { at: 'inspecting'; location: CheckpointLocation }
  | { at: 'refused'; location: CheckpointLocation; failure: Failure }
  | { at: 'inspected'; location: CheckpointLocation; summary: CheckpointSummary };

export interface ChoiceState {
  choice: Choice;
  /** Reads the small files of `location` to say what it is; the weights are not touched. */
  inspect: (location: CheckpointLocation) => Promise<void>;
  putAside: () => void;
}

export function createChoice(engine: Engine) {
  return createStore<ChoiceState>()((set, get) => ({
    choice: { at: 'none' },
    async inspect(location) {
      const asked: Choice = { at: 'inspecting', location };
      set({ choice: asked });
      engine.getState().dismissFailure();
      const found = await engine.getState().inspect(location);
      if (get().choice !== asked) return; // put aside, or another was asked for
      set({
        choice: found.ok
          ? { at: 'inspected', location, summary: found.value }
          : { at: 'refused', location, failure: found.failure },
      });
    },
    putAside: () => set({ choice: { at: 'none' } }),
  }));
}
