import type { ChatMessage } from '../../worker/api.ts';
import { withAttachments } from '../conversations/attachment.ts';
import type { Message, View } from '../conversations/message.ts';
import { answeredCalls, asSaid, callsOf, responseText } from '../conversations/tool_calls.ts';
import type { Placed } from '../conversations/tree.ts';

/** The conversation as the model gets it, without answers that never began; from its beginning where `view` is null. */
export function promptOf(system: string, path: readonly Placed<Message>[], view: View | null): ChatMessage[] {
  const seen = view === null ? path : path.slice(path.findIndex(({ id }) => id === view.from));
  const messages = seen.flatMap(({ message }, at): ChatMessage[] => {
    if (message.role === 'user') {
      return [{ role: 'user', content: withAttachments(message.content, message.attachments ?? []) }];
    }
    if (message.role === 'tool') {
      return answeredCalls(seen[at - 1]?.message, message).map(({ response }) => ({
        role: 'tool',
        content: responseText(response),
      }));
    }
    const { thinking } = message;
    const next = seen[at + 1]?.message;
    const [content, calls] = [asSaid(message, next), next?.role === 'tool' ? callsOf(message) : []];
    if (!content && !thinking && calls.length === 0) return [];
    return [{ role: 'assistant', content, ...(thinking && { thinking }), ...(calls.length > 0 && { calls }) }];
  });
  const summary = view?.summary && `Summary of the conversation before:\n${view.summary}`;
  const told = [system.trim() && system, summary].filter(Boolean).join('\n\n');
  return told ? [{ role: 'system', content: told }, ...messages] : messages;
}
