import { createStore } from 'zustand/vanilla';
import type { Archive } from './archive.ts';
import type { Conversation } from './conversation.ts';
import {
  inOrder,
  rowOf,
  searchable,
  textOf,
  type ConversationId,
  type ConversationRecord,
  type ConversationRow,
} from './conversation_record.ts';
import type { Saving } from './saving.ts';
import type { Tabs } from './tabs.ts';

/** All conversations of this browser. */
export interface ConversationsState {
  /** Pinned ones first, then the last used; null until they have been read. */
  rows: readonly ConversationRow[] | null;
  /** What is searched for. */
  query: string;
  /** Those whose text has every word of the query; null without one. */
  found: ReadonlySet<ConversationId> | null;
  /** The one that was deleted last, until it is brought back or forgotten. */
  deleted: ConversationRecord | null;
  load: () => Promise<void>;
  /** Shows what is being stored, without reading the list again. */
  changed: (record: ConversationRecord) => void;
  /** Reads what search looks through: best called before there is a query. */
  prepareSearch: () => Promise<void>;
  search: (query: string) => Promise<void>;
  rename: (id: ConversationId, title: string | null) => Promise<void>;
  pin: (id: ConversationId, pinned: boolean) => Promise<void>;
  remove: (id: ConversationId) => Promise<void>;
  undo: () => Promise<void>;
  forgetDeleted: () => void;
  /** Adds conversations from elsewhere under new ids. */
  add: (records: readonly ConversationRecord[]) => Promise<void>;
  all: () => Promise<ConversationRecord[]>;
}

interface Parts {
  archive: Archive;
  saving: Saving;
  tabs: Tabs;
  conversation: Conversation;
}

export function createConversations({ archive, saving, tabs, conversation }: Parts) {
  return createStore<ConversationsState>()((set, get) => {
    /** What search looks through; null until it is needed, and after a change. */
    let texts: Map<ConversationId, string> | null = null;

    /** As it is now, stored or not. */
    const current = async (id: ConversationId) => saving.pending(id) ?? (await archive.read(id));

    /** Of all, whether or not they could be stored. */
    async function allRows(): Promise<ConversationRow[]> {
      const { unsaved } = saving;
      const stored = (await archive.rows()).filter(({ id }) => !saving.pending(id));
      return inOrder([...unsaved.map(rowOf), ...stored]);
    }

    async function allTexts(): Promise<Map<ConversationId, string>> {
      const stored = await archive.texts();
      return new Map([...stored, ...saving.unsaved.map((record) => [record.id, textOf(record)] as const)]);
    }

    async function changeOne(id: ConversationId, changes: Partial<Pick<ConversationRecord, 'title' | 'pinned'>>) {
      const open = conversation.getState();
      if (open.id === id && open.writable) {
        if (changes.title !== undefined) open.setTitle(changes.title);
        if (changes.pinned !== undefined) open.setPinned(changes.pinned);
      } else {
        const record = await current(id);
        if (record) saving.changed({ ...record, ...changes });
      }
      await saving.flush();
    }

    return {
      rows: null,
      query: '',
      found: null,
      deleted: null,

      async load() {
        texts = null;
        set({ rows: (await allRows()).filter(isShown) });
        if (get().found) await get().search(get().query);
      },

      changed(record) {
        texts?.set(record.id, textOf(record));
        set(({ rows }) => {
          if (!rows) return {};
          const others = rows.filter(({ id }) => id !== record.id);
          return { rows: inOrder([rowOf(record), ...others].filter(isShown)) };
        });
      },

      async prepareSearch() {
        texts ??= await allTexts();
      },

      async search(query) {
        set({ query });
        const words = searchable(query).split(/\s+/).filter(Boolean);
        if (words.length === 0) return set({ found: null });
        texts ??= await allTexts();
        if (get().query !== query) return; // another search has begun
        const found = [...texts].flatMap(([id, text]) => (words.every((word) => text.includes(word)) ? [id] : []));
        set({ found: new Set(found) });
      },

      rename: (id, title) => changeOne(id, { title: title?.trim() || null }),
      pin: (id, pinned) => changeOne(id, { pinned }),

      async remove(id) {
        await saving.flush();
        const record = await current(id);
        if (conversation.getState().id === id) conversation.getState().startAnew();
        saving.forget(id);
        await archive.remove(id);
        // There may be room now for what could not be stored.
        void saving.flush();
        tabs.announce({ kind: 'changed', id });
        set(({ rows }) => ({ deleted: record, rows: rows?.filter((row) => row.id !== id) ?? null }));
      },

      async undo() {
        const { deleted } = get();
        if (!deleted) return;
        set({ deleted: null });
        await get().add([deleted]);
        await conversation.getState().open(deleted.id);
      },

      forgetDeleted: () => set({ deleted: null }),

      async add(records) {
        for (const record of records) saving.changed(record);
        await saving.flush();
        await get().load();
      },

      async all() {
        await saving.flush();
        const records = await Promise.all((await allRows()).map(({ id }) => current(id)));
        return records.filter((record) => record !== null);
      },
    };
  });
}

/** A conversation in which nothing was said or written is not worth a row. */
function isShown({ title, opening }: ConversationRow): boolean {
  return title !== null || opening !== '';
}

export type Conversations = ReturnType<typeof createConversations>;
