/** What an answer saw of its conversation, where turns were left out. */
import type { Message, View } from '../conversations/message.ts';
import type { Placed } from '../conversations/tree.ts';

/** What the last answer of `path` saw of it; null for all. */
export function lastView(path: readonly Placed<Message>[]): View | null {
  const last = path.findLast(({ message }) => message.role === 'assistant')?.message;
  const from = last?.role === 'assistant' ? last.view?.from : undefined;
  // A file that was imported may say anything.
  if (from === undefined || !path.some(({ id, message }) => id === from && message.role === 'user')) return null;
  return { from, summary: summarised(path, from)?.summary ?? null };
}

/** `view` as an answer to `path` keeps it: without a summary that an answer before it keeps. */
export function ownView(view: View, path: readonly Placed<Message>[]): View {
  const before = lastView(path);
  return before?.from === view.from && before.summary === view.summary ? { ...view, summary: null } : view;
}

/** The summary in place of what is before `from`, and the answer that keeps it. */
export function summarised(path: readonly Placed<Message>[], from: number): { id: number; summary: string } | null {
  for (const { id, message } of path.toReversed()) {
    if (message.role !== 'assistant' || message.view?.from !== from) continue;
    if (message.view.summary !== null) return { id, summary: message.view.summary };
  }
  return null;
}
