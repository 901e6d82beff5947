import * as v from 'valibot';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import { type Cells, validated } from '../storage.ts';

export const longestName = 60;

const promptsSchema = v.object({
  prompts: v.array(v.object({ name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(longestName)), text: v.string() })),
});

/** A system prompt that was saved under a name. No two have the same name. */
export type SavedPrompt = v.InferOutput<typeof promptsSchema>['prompts'][number];

export interface PromptsState {
  /** By name. */
  prompts: SavedPrompt[];
  /** Saves a text under a name, in place of what had that name. */
  save: (prompt: SavedPrompt) => void;
  rename: (from: string, to: string) => void;
  remove: (name: string) => void;
}

export function createPrompts(cells: Cells | null, onUnsaved: (reason: string) => void) {
  return createStore<PromptsState>()(
    persist(
      (set, get) => {
        const without = (...names: string[]) => get().prompts.filter(({ name }) => !names.includes(name));
        const sorted = (prompts: SavedPrompt[]) => ({
          prompts: prompts.toSorted((a, b) => a.name.localeCompare(b.name)),
        });
        return {
          prompts: [],
          save: (prompt) => set(sorted([...without(prompt.name), prompt])),
          rename(from, to) {
            const renamed = get().prompts.filter(({ name }) => name === from);
            set(sorted([...without(from, to), ...renamed.map(({ text }) => ({ name: to, text }))]));
          },
          remove: (name) => set({ prompts: without(name) }),
        };
      },
      {
        name: 'plumbline.prompts',
        version: 1,
        storage: validated(cells, 1, promptsSchema, onUnsaved),
        partialize: ({ prompts }) => ({ prompts }),
      },
    ),
  );
}
