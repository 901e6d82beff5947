/** A text that goes with a question. */
import * as v from 'valibot';

export const attachmentSchema = v.object({
  /** The file's name, or what a pasted text is called. */
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  text: v.string(),
  /** Whether it was pasted, so that it can become text of the message again. */
  pasted: v.optional(v.boolean(), false),
});

export type Attachment = v.InferOutput<typeof attachmentSchema>;

/** A question with its attachments as the model reads them: each a fenced block under its name, the question last. */
export function withAttachments(question: string, attachments: readonly Attachment[]): string {
  return [...attachments.map(asBlock), question].filter((part) => part !== '').join('\n\n');
}

/** A fence that is longer than any run of backticks in `text`. */
export function fenceAround(text: string): string {
  let longest = 2;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return '`'.repeat(longest + 1);
}

function asBlock({ name, text }: Attachment): string {
  const fence = fenceAround(text);
  const language = /\.([a-z0-9]{1,12})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return `${name}:\n\n${fence}${language}\n${text}${text.endsWith('\n') ? '' : '\n'}${fence}`;
}
