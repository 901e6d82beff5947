import * as v from 'valibot';
import { overflowChoices } from '../../vocabulary/overflow.ts';
import { noTools, toolSettingsSchema } from '../tools/tool_settings.ts';
import type { AnswerFormat } from '../../vocabulary/answer_format.ts';
import { samplingSchema, whole } from './sampling.ts';

export const answerKinds = ['text', 'json', 'schema'] as const;
export type AnswerKind = (typeof answerKinds)[number];

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
  /** What answers are: text, any JSON, or JSON that fits `schema`. */
  answerAs: v.optional(v.picklist(answerKinds), 'text'),
  /** As it was pasted. It stays while answers are something else. */
  schema: v.optional(v.string(), ''),
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
  answerAs: 'text',
  schema: '',
};

/** The chat's part of `settings`. */
export function chatSettingsOf(settings: ChatSettings): ChatSettings {
  const { system, thinking, sampling, seed, maxTokens, tools, overflow, answerAs, schema } = settings;
  return { system, thinking, sampling, seed, maxTokens, tools, overflow, answerAs, schema };
}

/** What the next answer has to be; null for text. */
export function formatOf({ answerAs, schema }: ChatSettings): AnswerFormat | null {
  return answerAs === 'text' ? null : { schema: answerAs === 'schema' ? schema : null };
}
