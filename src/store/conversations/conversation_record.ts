/** A conversation as the browser stores it, and its row in the list. */
import * as v from 'valibot';
import { chatSettingsSchema } from '../chat/chat_settings.ts';
import { treeSchema, type Message } from './message.ts';
import type { Tree } from './tree.ts';

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
  /** Null where it has none of its own yet. */
  settings: v.fallback(v.nullable(chatSettingsSchema), null),
});

export type ConversationRecord = v.InferOutput<typeof recordSchema>;

const openingLength = 80;

/** The first question in one line, cut at a word. */
export function openingOf(tree: Tree<Message>, draft: string): string {
  const first = tree.nodes[0]?.message.content ?? draft;
  const line = first.slice(0, 1000).replace(/\s+/g, ' ').trim();
  if (line.length <= openingLength) return line;
  const cut = line.slice(0, openingLength);
  return `${cut.slice(0, cut.lastIndexOf(' ') > openingLength / 2 ? cut.lastIndexOf(' ') : openingLength)}…`;
}

export function titleOf({ title, opening }: Pick<ConversationRow, 'title' | 'opening'>): string {
  return title ?? (opening || 'Empty conversation');
}

export function rowOf({ id, title, pinned, createdAt, usedAt, opening }: ConversationRecord): ConversationRow {
  return { id, title, pinned, createdAt, usedAt, opening };
}

/** All that was said, in every branch, and the title: what search looks through. */
export function textOf({ title, tree, draft }: ConversationRecord): string {
  const said = tree.nodes.flatMap(({ message }) =>
    message.role === 'user' ? [message.content] : [message.thinking, message.content],
  );
  return [title ?? '', ...said, draft].join('\n').toLowerCase();
}

/** Pinned ones first, then the last used. */
export function inOrder(rows: readonly ConversationRow[]): ConversationRow[] {
  return rows.toSorted((a, b) => Number(b.pinned) - Number(a.pinned) || b.usedAt - a.usedAt);
}
