import * as v from 'valibot';
import { overflowChoices } from '../../vocabulary/overflow.ts';
import { noTools, toolSettingsSchema } from '../tools/tool_settings.ts';
import { samplingSchema, whole } from './sampling.ts';

/** How the model is asked. Every conversation keeps its own; new ones begin with the defaults. */
export const chatSettingsSchema = v.object({
  system: v.string(),
  thinking: v.boolean(),
  /** Null is what is published for the model that answers. */
  sampling: v.nullable(samplingSchema),
  /** Null picks a new seed for every answer. */
  seed: v.nullable(whole(0, 0xffff_ffff)),
  maxTokens: whole(1, 1_000_000),
  /** The tools that the model may call. */
  tools: v.optional(toolSettingsSchema, noTools),
  /** What happens to the oldest turns once a conversation has outgrown the context. */
  overflow: v.optional(v.picklist(overflowChoices), 'leave-out'),
});

export type ChatSettings = v.InferOutput<typeof chatSettingsSchema>;

/** The defaults of a first visit. */
export const originalChatSettings: ChatSettings = {
  system: '',
  thinking: true,
  sampling: null,
  seed: null,
  maxTokens: 2048,
  tools: noTools,
  overflow: 'leave-out',
};

/** The chat's part of `settings`. */
export function chatSettingsOf({
  system,
  thinking,
  sampling,
  seed,
  maxTokens,
  tools,
  overflow,
}: ChatSettings): ChatSettings {
  return { system, thinking, sampling, seed, maxTokens, tools, overflow };
}
