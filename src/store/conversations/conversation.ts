import { createStore } from 'zustand/vanilla';
import type { ChatSettings } from '../chat/chat_settings.ts';
import type { Cells } from '../storage.ts';
import { whyUnsaved } from '../why_unsaved.ts';
import type { Archive } from './archive.ts';
import { openingOf, type ConversationId, type ConversationRecord } from './conversation_record.ts';
import type { Attachment } from './attachment.ts';
import type { Message } from './message.ts';
import type { Saving } from './saving.ts';
import type { Hold, Tabs } from './tabs.ts';
import { append, choose, emptyTree, replace, type Tree } from './tree.ts';

/** The conversation that is open in this tab. */
export interface ConversationState {
  id: ConversationId;
  title: string | null;
  pinned: boolean;
  createdAt: number;
  usedAt: number;
  tree: Tree<Message>;
  /** What is in the message box. */
  draft: string;
  /** What goes with it. */
  attached: Attachment[];
  /** Null while it follows the defaults. */
  settings: ChatSettings | null;
  /** False until what was open at the last visit has been read. */
  ready: boolean;
  /** False while another tab writes this conversation. */
  writable: boolean;
  /** Adds a message and shows its branch; returns its id. */
  append: (parent: number | null, message: Message) => number;
  replace: (id: number, message: Message) => void;
  choose: (id: number) => void;
  setDraft: (draft: string) => void;
  setAttached: (attached: Attachment[]) => void;
  setSettings: (settings: ChatSettings) => void;
  setTitle: (title: string | null) => void;
  setPinned: (pinned: boolean) => void;
  /** Puts this conversation aside, in the list, and begins an empty one. */
  startAnew: () => void;
  /** Shows a stored conversation. Answers whether there is one that can be read. */
  open: (id: ConversationId) => Promise<boolean>;
  /** Reads the open conversation again, since another tab changed it. */
  reread: () => Promise<void>;
  /** Makes this the tab that writes. The other one finishes first, unless it does not react. */
  takeOver: () => void;
  /** Stores all changes and lets another tab write. */
  letGo: () => Promise<void>;
}

interface Parts {
  archive: Archive;
  saving: Saving;
  tabs: Tabs;
  /** Where new tabs look for the conversation that was used last. */
  cells: Cells | null;
  /** Of this tab alone: which conversation is open in it. */
  tabCells: Cells | null;
  onUnsaved: (reason: string) => void;
  now: () => number;
  newId: () => ConversationId;
}

export const openCell = 'plumbline.open';

/** How long another tab may take to finish. A frozen tab does not react at all. */
const patienceMs = 2000;

export function createConversation({ archive, saving, tabs, cells, tabCells, onUnsaved, now, newId }: Parts) {
  return createStore<ConversationState>()((set, get) => {
    let held: Hold | null = null;

    const blank = () => ({
      id: newId(),
      title: null,
      pinned: false,
      createdAt: now(),
      usedAt: now(),
      tree: emptyTree<Message>(),
      draft: '',
      attached: [],
      settings: null,
    });

    function hold(id: ConversationId): void {
      held?.release();
      held = tabs.hold(id, (writable) => {
        if (get().id !== id) return;
        const waited = writable && !get().writable;
        set({ writable });
        if (waited) void get().reread();
      });
    }

    function remember(id: ConversationId): void {
      if (tabCells?.getItem(openCell) === id && cells?.getItem(openCell) === id) return;
      tabCells?.setItem(openCell, id);
      try {
        cells?.setItem(openCell, id);
      } catch (error) {
        onUnsaved(whyUnsaved(error));
      }
    }

    /** Changes the conversation and has it stored. */
    function change(changes: Partial<ConversationRecord>): void {
      if (!get().writable) return; // the page offers no way to
      set({ ...changes, usedAt: now() });
      const record = recordOf(get());
      remember(record.id);
      saving.changed(record);
    }

    function show(record: Omit<ConversationRecord, 'opening'>): void {
      const { id, title, pinned, createdAt, usedAt, tree, draft, attached, settings } = record;
      set({ id, title, pinned, createdAt, usedAt, tree, draft, attached, settings, writable: true, ready: true });
      hold(id);
    }

    const first = blank();
    queueMicrotask(() => {
      if (get().id === first.id) hold(first.id);
    });
    return {
      ...first,
      ready: false,
      writable: true,

      append(parent, message) {
        const { tree } = get();
        change({ tree: append(tree, parent, message) });
        return tree.nodes.length;
      },
      replace: (id, message) => change({ tree: replace(get().tree, id, message) }),
      choose: (id) => change({ tree: choose(get().tree, id) }),
      setDraft: (draft) => change({ draft }),
      setAttached: (attached) => change({ attached }),
      setSettings: (settings) => change({ settings }),
      setTitle: (title) => change({ title }),
      setPinned: (pinned) => change({ pinned }),

      startAnew() {
        tabCells?.removeItem(openCell);
        show(blank());
      },

      async open(id) {
        await saving.flush();
        const record = saving.pending(id) ?? (await archive.read(id));
        if (!record) return false;
        remember(id);
        show(record);
        return true;
      },

      async reread() {
        const { id } = get();
        const record = await archive.read(id);
        if (record && get().id === id && !saving.pending(id)) {
          const { tree, draft, attached, settings, title, pinned } = record;
          set({ tree, draft, attached, settings, title, pinned });
        }
      },

      takeOver() {
        const { id } = get();
        tabs.announce({ kind: 'wanted', id });
        setTimeout(() => {
          if (get().id === id && !get().writable) held?.steal();
        }, patienceMs);
      },

      async letGo() {
        await saving.flush();
        held?.yield();
      },
    };
  });
}

export function recordOf(shown: Omit<ConversationRecord, 'opening'>): ConversationRecord {
  const { id, title, pinned, createdAt, usedAt, tree, draft, attached, settings } = shown;
  return { id, title, pinned, createdAt, usedAt, opening: openingOf(shown), tree, draft, attached, settings };
}

export type Conversation = ReturnType<typeof createConversation>;
