import { whyUnsaved } from '../why_unsaved.ts';
import {
  rowOf,
  textOf,
  type ConversationId,
  type ConversationRecord,
  type ConversationRow,
} from './conversation_record.ts';

/** Where conversations are stored. Every method may reject, with the browser's reason. */
export interface Archive {
  rows(): Promise<ConversationRow[]>;
  /** Null when there is none, or when it cannot be understood. */
  read(id: ConversationId): Promise<ConversationRecord | null>;
  /** False where another tab has written it since it was read here: that record stays. */
  write(record: ConversationRecord): Promise<boolean>;
  remove(id: ConversationId): Promise<void>;
  /** What search looks through, by conversation. */
  texts(): Promise<Map<ConversationId, string>>;
}

/** For a browser that stores nothing: the conversations of this visit. */
export function memoryArchive(): Archive {
  const records = new Map<ConversationId, ConversationRecord>();
  return {
    rows: async () => [...records.values()].map(rowOf),
    read: async (id) => records.get(id) ?? null,
    async write(record) {
      records.set(record.id, record);
      return true;
    },
    remove: async (id) => void records.delete(id),
    texts: async () => new Map([...records].map(([id, record]) => [id, textOf(record)])),
  };
}

/** `archive`, or one in memory from the beginning where the browser stores nothing. */
export function orMemory(archive: Archive, onUnsaved: (reason: string) => void): Archive {
  async function choose(): Promise<Archive> {
    try {
      await archive.rows();
      return archive;
    } catch (error) {
      onUnsaved(whyUnsaved(error));
      return memoryArchive();
    }
  }
  const chosen = choose();
  return {
    rows: async () => (await chosen).rows(),
    read: async (id) => (await chosen).read(id),
    write: async (record) => (await chosen).write(record),
    remove: async (id) => (await chosen).remove(id),
    texts: async () => (await chosen).texts(),
  };
}
