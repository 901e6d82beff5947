import type { Cells } from '../storage.ts';
import type { Archive } from './archive.ts';
import { openCell, type Conversation } from './conversation.ts';
import type { Conversations } from './conversations.ts';
import type { Tabs } from './tabs.ts';
import type { Saving } from './saving.ts';
import { leaveUnsaved, leftUnsaved } from './unsaved.ts';
import { forgetVersion1, readVersion1 } from './version_1.ts';

interface Parts {
  archive: Archive;
  saving: Saving;
  tabs: Tabs;
  cells: Cells | null;
  tabCells: Cells | null;
  conversation: Conversation;
  conversations: Conversations;
  /** What a link has the page open with, in a conversation of its own. */
  prompt: string | null;
  now: () => number;
}

/** Takes over what was left, and shows what was open in this tab, or else the last conversation, unless another tab has it. */
export async function startConversations(parts: Parts): Promise<void> {
  const { archive, saving, tabs, cells, tabCells, conversation, conversations, prompt, now } = parts;
  for (const record of readVersion1(cells, now())) if (!(await archive.read(record.id))) saving.changed(record);
  for (const record of leftUnsaved(cells)) {
    const stored = await archive.read(record.id);
    if (!stored || stored.usedAt < record.usedAt) saving.changed(record);
  }
  await saving.flush();
  // What could not be stored now is there at the next visit.
  leaveUnsaved(cells, saving.unsaved);
  forgetVersion1(cells);
  await conversations.getState().load();
  if (prompt !== null) {
    conversation.setState({ ready: true });
    return conversation.getState().setDraft(prompt);
  }
  const own = tabCells?.getItem(openCell) ?? null;
  const last = cells?.getItem(openCell) ?? conversations.getState().rows?.[0]?.id ?? null;
  const id = own ?? (last !== null && !(await tabs.isHeld(last)) ? last : null);
  const untouched = !conversation.getState().ready;
  if (id !== null && untouched && (await conversation.getState().open(id))) return;
  conversation.setState({ ready: true });
}
