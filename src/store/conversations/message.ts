/** A conversation's messages, as they are stored. */
import * as v from 'valibot';
import type { ChatSummary } from '../../worker/api.ts';
import { answerFormatSchema } from '../../vocabulary/answer_format.ts';
import { finishReasonSchema } from '../../vocabulary/finish_reason.ts';
import { troubleKindSchema, watchedStageSchema } from '../../vocabulary/token_statistics.ts';
import { samplingSchema } from '../chat/sampling.ts';
import { attachmentSchema } from './attachment.ts';
import { isSound } from './tree.ts';

const id = v.pipe(v.number(), v.integer(), v.minValue(0));

const troubleSchema = v.object({
  layer: v.number(),
  stage: watchedStageSchema,
  kind: troubleKindSchema,
  count: v.number(),
  of: v.number(),
  absmax: v.number(),
});
const speculationSchema = v.object({ proposed: v.number(), accepted: v.number(), gainMs: v.number() });
const figuresSchema = v.object({
  finish: finishReasonSchema,
  promptTokens: v.number(),
  cachedTokens: v.number(),
  tokens: v.number(),
  contextUsed: v.number(),
  timeToFirstTokenMs: v.number(),
  decodeMs: v.number(),
  thinkingMs: v.nullable(v.number()),
  speculation: v.exactOptional(speculationSchema),
  trouble: v.exactOptional(troubleSchema),
}) satisfies v.GenericSchema<unknown, ChatSummary>;

const viewSchema = v.object({
  /** The first question that the model saw. */
  from: id,
  /** What stood for the turns before, where it was written for this answer. */
  summary: v.nullable(v.string()),
});

const questionSchema = v.object({
  role: v.literal('user'),
  content: v.string(),
  attachments: v.exactOptional(v.array(attachmentSchema)),
});
const answerSchema = v.object({
  role: v.literal('assistant'),
  content: v.string(),
  thinking: v.string(),
  /** The checkpoint that answered: its name and hash. */
  model: v.object({ name: v.string(), hash: v.string() }),
  seed: v.number(),
  /** How it was sampled. Older versions did not store it. */
  sampling: v.exactOptional(samplingSchema),
  /** Whether the model was asked to think. */
  askedToThink: v.optional(v.boolean(), true),
  /** What it was held to. */
  format: v.exactOptional(answerFormatSchema),
  /** What the model saw of the conversation, where that was not all. */
  view: v.exactOptional(viewSchema),
  /** What was sampled, so that an answer that was cut can go on. Older versions did not store it. */
  ids: v.optional(v.array(v.number()), []),
  /** What the model wrote between the tags of its tool calls, where it made any. */
  calls: v.exactOptional(v.array(v.string())),
  /** Null while the answer streams, where it failed, and where the page was closed before its end. */
  figures: v.nullable(figuresSchema),
  /** Why there is no complete answer; null where there is one. */
  failure: v.nullable(v.string()),
});

const responseSchema = v.object({
  content: v.string(),
  /** Who answered the call; null while a person writes. */
  by: v.nullable(v.picklist(['tool', 'person', 'refusal'])),
});
/** Responses to the calls of the answer before, in their order; to those that can be read. */
const responsesSchema = v.object({ role: v.literal('tool'), responses: v.array(responseSchema) });

export const treeSchema = v.pipe(
  v.object({
    nodes: v.array(
      v.object({ parent: v.nullable(id), message: v.variant('role', [questionSchema, answerSchema, responsesSchema]) }),
    ),
    leaf: v.nullable(id),
  }),
  v.check(isSound),
);

export type Question = v.InferOutput<typeof questionSchema>;
export type Answer = v.InferOutput<typeof answerSchema>;
export type ToolResponse = v.InferOutput<typeof responseSchema>;
export type ToolResponses = v.InferOutput<typeof responsesSchema>;
export type Message = Question | Answer | ToolResponses;
export type View = v.InferOutput<typeof viewSchema>;
