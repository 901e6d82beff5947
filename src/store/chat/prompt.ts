import type { ChatMessage } from '../../worker/api.ts';
import { withAttachments } from '../conversations/attachment.ts';
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

/** The conversation as the model gets it, without answers that never began; from its beginning where `view` is null. */
export function promptOf(system: string, path: readonly Placed<Message>[], view: View | null): ChatMessage[] {
  const seen = view === null ? path : path.slice(path.findIndex(({ id }) => id === view.from));
  const messages = seen.flatMap(({ message }): ChatMessage[] => {
    if (message.role === 'user') {
      return [{ role: 'user', content: withAttachments(message.content, message.attachments ?? []) }];
    }
    const { content, thinking } = message;
    return content || thinking ? [{ role: 'assistant', content, ...(thinking && { thinking }) }] : [];
  });
  const summary = view?.summary && `Summary of the conversation before:\n${view.summary}`;
  const told = [system.trim() && system, summary].filter(Boolean).join('\n\n');
  return told ? [{ role: 'system', content: told }, ...messages] : messages;
}
