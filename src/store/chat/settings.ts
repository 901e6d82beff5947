import * as v from 'valibot';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import type { CheckpointSummary, SamplingSettings } from '../../worker/api.ts';
import { type Cells, validated } from '../storage.ts';
import { overflowChoices } from '../../vocabulary/overflow.ts';
import { greedySettings } from '../../vocabulary/sampling_settings.ts';

const between = (low: number, high: number) => v.pipe(v.number(), v.minValue(low), v.maxValue(high));
const whole = (low: number, high: number) => v.pipe(between(low, high), v.integer());

const samplingSchema = v.object({
  temperature: between(0, 5),
  topK: whole(0, 1_000_000),
  topP: v.pipe(between(0, 1), v.gtValue(0)),
  minP: between(0, 1),
  repetitionPenalty: between(0.1, 10),
});

const settingsSchema = v.object({
  theme: v.picklist(['system', 'light', 'dark']),
  system: v.string(),
  thinking: v.boolean(),
  sampling: samplingSchema,
  /** Null picks a new seed for every answer. */
  seed: v.nullable(whole(0, 0xffff_ffff)),
  maxTokens: whole(1, 1_000_000),
  /** What happens to the oldest turns once a conversation has outgrown the context. */
  overflow: v.optional(v.picklist(overflowChoices), 'leave-out'),
  /** Whether fused kernels that are new to an adapter are compared with the reference. */
  checkKernels: v.optional(v.boolean(), true),
  /** Whether the list of conversations is shown where it has room beside the chat. */
  listOpen: v.optional(v.boolean(), false),
  /** Whether long lines of code are wrapped; otherwise they scroll. */
  codeWraps: v.optional(v.boolean(), false),
});

export type Sampling = Omit<SamplingSettings, 'seed'>;
export type Settings = v.InferOutput<typeof settingsSchema>;
export type Theme = Settings['theme'];

const { seed: _, ...greedy } = greedySettings;

/** What Qwen3's model card recommends with and without thinking, and greedy decoding. */
export const presets = {
  thinking: { temperature: 0.6, topK: 20, topP: 0.95, minP: 0, repetitionPenalty: 1 },
  plain: { temperature: 0.7, topK: 20, topP: 0.8, minP: 0, repetitionPenalty: 1 },
  greedy,
} satisfies Record<string, Sampling>;

/** What a checkpoint's publisher recommends; null where nothing is published, or what is beyond these settings. */
export function publishedSampling(recommended: CheckpointSummary['recommended']): Sampling | null {
  return v.is(samplingSchema, recommended) ? recommended : null;
}

export interface SettingsState extends Settings {
  change: (some: Partial<Settings>) => void;
}

export function createSettings(cells: Cells | null, onUnsaved: (reason: string) => void) {
  return createStore<SettingsState>()(
    persist(
      (set) => ({
        theme: 'system',
        system: '',
        thinking: true,
        sampling: presets.thinking,
        seed: null,
        maxTokens: 2048,
        overflow: 'leave-out',
        checkKernels: true,
        listOpen: false,
        codeWraps: false,
        change: (some) => set(some),
      }),
      {
        name: 'plumbline.settings',
        version: 1,
        storage: validated<Settings>(cells, 1, settingsSchema, onUnsaved),
        partialize: ({
          theme,
          system,
          thinking,
          sampling,
          seed,
          maxTokens,
          overflow,
          checkKernels,
          listOpen,
          codeWraps,
        }) => ({
          theme,
          system,
          thinking,
          sampling,
          seed,
          maxTokens,
          overflow,
          checkKernels,
          listOpen,
          codeWraps,
        }),
      },
    ),
  );
}

export type SettingsStore = ReturnType<typeof createSettings>;
