/** Conversations as files: JSON that can be imported again, and Markdown to read. */
import * as v from 'valibot';
import { controlsShown } from '../../format.ts';
import type { Result } from '../../result.ts';
import { savedPromptSchema, type SavedPrompt } from '../chat/prompts.ts';
import { fenceAround, withAttachments } from './attachment.ts';
import { openingOf, recordSchema, titleOf, type ConversationRecord } from './conversation_record.ts';
import type { Message, ToolResponses } from './message.ts';
import { answeredCalls, asSaid, responseText } from './tool_calls.ts';
import { pathTo } from './tree.ts';

const format = 'plumbline.conversations';
const fileSchema = v.object({
  format: v.literal(format),
  version: v.literal(1),
  conversations: v.array(recordSchema),
  prompts: v.optional(v.array(savedPromptSchema), []),
});

/** What a file holds. */
export interface Exported {
  conversations: ConversationRecord[];
  /** Saved system prompts. */
  prompts: SavedPrompt[];
}

export function writeConversations(
  records: readonly ConversationRecord[],
  prompts: readonly SavedPrompt[] = [],
): string {
  const more = prompts.length > 0 ? { prompts } : {};
  return JSON.stringify({ format, version: 1, conversations: records, ...more }, null, 1);
}

/** The conversations of a file, and the prompts. All or none: one that is damaged names its place. */
export function readConversations(text: string): Result<Exported> {
  const refused = (message: string): Result<never> => ({ ok: false, failure: { kind: 'bad-request', message } });
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return refused('This file is not JSON: choose one that "Export all" or "Save as JSON" made.');
  }
  const read = v.safeParse(fileSchema, content);
  if (!read.success) {
    const place = v.getDotPath(read.issues[0]);
    return refused(
      `This file holds no conversations of Plumbline${place ? ` (see ${place.slice(0, 100)})` : ''}: choose one that "Export all" or "Save as JSON" made.`,
    );
  }
  return {
    ok: true,
    value: {
      conversations: read.output.conversations.map((record) => ({ ...record, opening: openingOf(record) })),
      prompts: read.output.prompts,
    },
  };
}

/** The branch on show. Thoughts are quoted above their answer. */
export function markdownOf(record: ConversationRecord): string {
  const path = pathTo(record.tree, record.tree.leaf);
  const parts = path.map(({ message }, at) => {
    if (message.role === 'tool') return responsesAsMarkdown(path[at - 1]?.message, message);
    if (message.role === 'user') return `## You\n\n${withAttachments(message.content, message.attachments ?? [])}`;
    const thoughts = message.thinking.trim() && `${quoted(message.thinking.trim())}\n\n`;
    const said = asSaid(message, path[at + 1]?.message).trim();
    return `## ${message.model.name}\n\n${thoughts}${message.format ? fenced(said) : said}`;
  });
  return controlsShown(`# ${titleOf(record)}\n\n${parts.join('\n\n')}\n`);
}

function responsesAsMarkdown(before: Message | undefined, responses: ToolResponses): string {
  const answered = answeredCalls(before, responses).map(
    ({ call, response }) =>
      `Called ${call.name}: \`${JSON.stringify(call.arguments)}\`\n\n${quoted(responseText(response))}`,
  );
  return answered.join('\n\n');
}

/** JSON as code. */
function fenced(json: string): string {
  const fence = fenceAround(json);
  return `${fence}json\n${json}\n${fence}`;
}

function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}
