import * as v from 'valibot';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import { type Cells, validated } from '../storage.ts';

export const longestName = 60;

export const savedPromptSchema = v.object({
  name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(longestName)),
  text: v.string(),
});
const promptsSchema = v.object({ prompts: v.array(savedPromptSchema) });

/** A system prompt that was saved under a name. No two have the same name. */
export type SavedPrompt = v.InferOutput<typeof savedPromptSchema>;

export interface PromptsState {
  /** By name. */
  prompts: SavedPrompt[];
  /** Saves a text under a name, in place of what had that name. */
  save: (prompt: SavedPrompt) => void;
  /** Saves prompts from elsewhere. One whose name is taken by another text gets a number. */
  add: (prompts: readonly SavedPrompt[]) => void;
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
          add(more) {
            for (const { name, text } of more) {
              let free = name;
              const taken = ({ prompts }: PromptsState) =>
                prompts.some((one) => one.name === free && one.text !== text);
              for (let n = 2; taken(get()); n++) free = `${name.slice(0, longestName - 6)} (${n})`;
              get().save({ name: free, text });
            }
          },
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
