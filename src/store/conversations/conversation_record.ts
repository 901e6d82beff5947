/** A conversation as the browser stores it, and its row in the list. */
import * as v from 'valibot';
import { chatSettingsSchema } from '../chat/chat_settings.ts';
import { clipped } from '../../format.ts';
import { attachmentSchema, type Attachment } from './attachment.ts';
import { treeSchema } from './message.ts';
import { t } from '../../strings/page/t.ts';

export type ConversationId = string;

/** Times are in milliseconds since 1970. */
export const rowSchema = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  /** As a person wrote it; null where the first question is the title. */
  title: v.nullable(v.pipe(v.string(), v.maxLength(200))),
  pinned: v.boolean(),
  createdAt: v.number(),
  /** When it last changed. */
  usedAt: v.number(),
  /** The beginning of the first question, or of the draft before there is one. */
  opening: v.string(),
});

/** What the list shows of a conversation. */
export type ConversationRow = v.InferOutput<typeof rowSchema>;

export const recordSchema = v.object({
  ...rowSchema.entries,
  tree: treeSchema,
  draft: v.string(),
  /** What goes with the draft. */
  attached: v.optional(v.array(attachmentSchema), []),
  /** Null where it has none of its own yet. */
  settings: v.fallback(v.nullable(chatSettingsSchema), null),
});

export type ConversationRecord = v.InferOutput<typeof recordSchema>;

const openingLength = 80;

/** The first question in one line, cut at a word; the name of its first attachment where it says nothing itself. */
export function openingOf({ tree, draft, attached }: Pick<ConversationRecord, 'tree' | 'draft' | 'attached'>): string {
  const question = tree.nodes[0]?.message;
  const attachments = question?.role === 'user' ? question.attachments : attached;
  const text = question?.role === 'tool' ? undefined : question?.content;
  const first = (text ?? draft) || (attachments?.[0]?.name ?? '');
  const line = first.slice(0, 1000).replace(/\s+/g, ' ').trim();
  if (line.length <= openingLength) return line;
  const cut = clipped(line, openingLength);
  return `${cut.slice(0, cut.lastIndexOf(' ') > openingLength / 2 ? cut.lastIndexOf(' ') : cut.length)}…`;
}

export function titleOf({ title, opening }: Pick<ConversationRow, 'title' | 'opening'>): string {
  return title ?? (opening || t('emptyConversation'));
}

export function rowOf({ id, title, pinned, createdAt, usedAt, opening }: ConversationRecord): ConversationRow {
  return { id, title, pinned, createdAt, usedAt, opening };
}

/** All that was said, in every branch, and the title: what search looks through. */
export function textOf({ title, tree, draft, attached }: ConversationRecord): string {
  const said = tree.nodes.flatMap(({ message }) => {
    if (message.role === 'tool') return message.responses.map(({ content }) => content);
    return message.role === 'user'
      ? [message.content, ...(message.attachments ?? []).flatMap(texts)]
      : [message.thinking, message.content, ...(message.calls ?? [])];
  });
  return searchable([title ?? '', ...said, draft, ...attached.flatMap(texts)].join('\n'));
}

/** Texts and what is looked for in them, whatever their case and however their accents are encoded. */
export const searchable = (text: string): string => text.normalize().toLowerCase();

const texts = ({ name, text }: Attachment) => [name, text];

/** Pinned ones first, then the last used. */
export function inOrder(rows: readonly ConversationRow[]): ConversationRow[] {
  return rows.toSorted((a, b) => Number(b.pinned) - Number(a.pinned) || b.usedAt - a.usedAt);
}
