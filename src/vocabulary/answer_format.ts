import * as v from 'valibot';

/** What an answer has to be: any JSON document, or one that fits a JSON schema. */
export const answerFormatSchema = v.object({
  /** As it was pasted; null for any JSON. */
  schema: v.nullable(v.string()),
});

export type AnswerFormat = v.InferOutput<typeof answerFormatSchema>;
