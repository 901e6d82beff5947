import * as v from 'valibot';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import { languageNames } from '../../strings/language.ts';
import { type Cells, validated } from '../storage.ts';
import { chatSettingsOf, chatSettingsSchema, originalChatSettings } from './chat_settings.ts';
import { isSameSampling, presets } from './sampling.ts';

const settingsSchema = v.object({
  theme: v.picklist(['system', 'light', 'dark']),
  /** Of the page; `browser` takes the first of the browser's languages that there is. */
  language: v.optional(v.picklist(['browser', ...languageNames]), 'browser'),
  /** With what new conversations begin. */
  ...chatSettingsSchema.entries,
  /** Whether fused kernels that are new to an adapter are compared with the reference. */
  checkKernels: v.optional(v.boolean(), true),
  speculate: v.optional(v.boolean(), false),
  /** Whether the list of conversations is shown where it has room beside the chat. */
  listOpen: v.optional(v.boolean(), false),
  /** Whether long lines of code are wrapped; otherwise they scroll. */
  codeWraps: v.optional(v.boolean(), false),
});

export type Settings = v.InferOutput<typeof settingsSchema>;
export type Theme = Settings['theme'];

/** In version 1, the preset for thinking was what nobody had chosen. */
const version1 = v.pipe(
  v.object({ version: v.literal(1), state: settingsSchema }),
  v.transform(({ state }) => {
    const { sampling } = state;
    return {
      version: 2,
      state: { ...state, sampling: sampling && isSameSampling(sampling, presets.thinking) ? null : sampling },
    };
  }),
);

export interface SettingsState extends Settings {
  change: (some: Partial<Settings>) => void;
}

export function createSettings(cells: Cells | null, onUnsaved: (reason: string) => void) {
  let begun = false;
  const store = createStore<SettingsState>()(
    persist(
      (set) => ({
        theme: 'system',
        language: 'browser',
        ...originalChatSettings,
        checkKernels: true,
        speculate: false,
        listOpen: false,
        codeWraps: false,
        change: (some) => set(some),
      }),
      {
        name: 'plumbline.settings',
        version: 2,
        storage: validated<Settings>(cells, 2, settingsSchema, onUnsaved, version1),
        // A tab begins with the list as it was last, and is then not changed by what is opened in another.
        merge: (stored, current) => ({
          ...current,
          ...(stored as Settings | undefined),
          ...(begun && { listOpen: current.listOpen }),
        }),
        partialize: ({ theme, language, checkKernels, speculate, listOpen, codeWraps, ...chat }) => ({
          theme,
          language,
          checkKernels,
          speculate,
          listOpen,
          codeWraps,
          ...chatSettingsOf(chat),
        }),
      },
    ),
  );
  begun = true;
  return store;
}

export type SettingsStore = ReturnType<typeof createSettings>;
