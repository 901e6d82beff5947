/** Tabs of one browser that share what it stores, without a browser. */
import type { Cells } from '../storage.ts';
import { memoryArchive, type Archive } from './archive.ts';
import { createConversation } from './conversation.ts';
import { createConversations } from './conversations.ts';
import { Saving } from './saving.ts';
import { startConversations } from './start.ts';
import { onlyTab } from './tabs.ts';

export function memoryCells(entries: Record<string, string> = {}): Cells & { entries: Record<string, string> } {
  return {
    entries,
    getItem: (name) => entries[name] ?? null,
    setItem: (name, value) => void (entries[name] = value),
    removeItem: (name) => void delete entries[name],
  };
}

let clock = 1000;
let ids = 0;

/** A tab that was just opened, or reloaded where `tabCells` are those of an earlier one. */
export async function openTab({
  archive = memoryArchive(),
  cells = memoryCells(),
  tabCells = memoryCells(),
  prompt = null,
  onUnsaved = (reason) => {
    throw new Error(reason);
  },
}: {
  archive?: Archive;
  cells?: Cells;
  tabCells?: Cells;
  prompt?: string | null;
  onUnsaved?: (reason: string) => void;
} = {}) {
  const saving = new Saving({
    archive,
    onWriting: (record) => conversations.getState().changed(record),
    onStored: () => {},
    onSuperseded: () => void conversation.getState().reread(),
    onUnsaved,
  });
  const now = () => ++clock;
  const conversation = createConversation({
    archive,
    saving,
    tabs: onlyTab,
    cells,
    tabCells,
    onUnsaved,
    now,
    newId: () => `conversation-${++ids}`,
  });
  const conversations = createConversations({ archive, saving, tabs: onlyTab, conversation });
  await startConversations({
    archive,
    saving,
    tabs: onlyTab,
    cells,
    tabCells,
    conversation,
    conversations,
    prompt,
    now,
  });
  return {
    archive,
    cells,
    tabCells,
    saving,
    conversation,
    conversations,
    say: (text: string) => {
      const { append, tree } = conversation.getState();
      return append(tree.leaf, { role: 'user', content: text });
    },
    said: () =>
      conversation
        .getState()
        .tree.nodes.map(({ message }) => (message.role === 'tool' ? 'responses' : message.content)),
    titles: () => conversations.getState().rows?.map(({ title, opening }) => title ?? opening),
  };
}
