import { savedPrompts } from '../../store/chat/saved_prompts.ts';
import { markdownOf, writeConversations } from '../../store/conversations/conversation_file.ts';
import { titleOf, type ConversationId } from '../../store/conversations/conversation_record.ts';
import { conversations } from '../../store/stores.ts';

export async function exportAll(): Promise<File> {
  const text = writeConversations(await conversations.getState().all(), savedPrompts.getState().prompts);
  return new File([text], 'plumbline-conversations.json', { type: 'application/json' });
}

/** Null when the conversation is gone. */
export async function exportOne(id: ConversationId, format: 'markdown' | 'json'): Promise<File | null> {
  const record = (await conversations.getState().all()).find((each) => each.id === id);
  if (!record) return null;
  const name =
    titleOf(record)
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '') || 'conversation';
  return format === 'json'
    ? new File([writeConversations([record])], `${name}.json`, { type: 'application/json' })
    : new File([markdownOf(record)], `${name}.md`, { type: 'text/markdown' });
}

export function download(file: File): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
