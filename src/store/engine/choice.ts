import { createStore } from 'zustand/vanilla';
import type { Failure } from '../../result.ts';
import type { CheckpointLocation, LoadOptions } from '../../worker/api.ts';
import type { Engine } from './engine.ts';
import type { InspectedCheckpoint } from './engine_state.ts';

/**
 * A checkpoint that may become the model: asked for, inspected, and then loaded or put aside. `wanted` is how to load it, where a
 * person has said so before it was inspected: in the catalogue.
 */
export type Choice =
  | { at: 'none' }
  | { at: 'inspecting'; location: CheckpointLocation }
  | { at: 'refused'; location: CheckpointLocation; failure: Failure; wanted: LoadOptions | null }
  | { at: 'inspected'; checkpoint: InspectedCheckpoint; wanted: LoadOptions | null };

export interface ChoiceState {
  choice: Choice;
  /** Reads the small files of `location` to say what it is; the weights are not touched. */
  inspect: (location: CheckpointLocation, wanted?: LoadOptions | null) => Promise<void>;
  putAside: () => void;
}

export function createChoice(engine: Engine) {
  return createStore<ChoiceState>()((set, get) => {
    function replace(choice: Choice): void {
      const before = get().choice;
      set({ choice });
      if (before.at === 'inspected') engine.getState().release(before.checkpoint);
    }
    return {
      choice: { at: 'none' },
      async inspect(location, wanted = null) {
        const asked: Choice = { at: 'inspecting', location };
        replace(asked);
        engine.getState().dismissFailure();
        const found = await engine.getState().inspect(location);
        if (get().choice === asked) {
          replace(
            found.ok
              ? { at: 'inspected', checkpoint: found.value, wanted }
              : { at: 'refused', location, failure: found.failure, wanted },
          );
        } else if (found.ok) engine.getState().release(found.value); // the choice was put aside or replaced meanwhile
      },
      putAside: () => replace({ at: 'none' }),
    };
  });
}
export type ChoiceStore = ReturnType<typeof createChoice>;
