import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import * as v from 'valibot';
import type { Archive } from './archive.ts';
import {
  recordSchema,
  rowOf,
  rowSchema,
  textOf,
  type ConversationRecord,
  type ConversationRow,
} from './conversation_record.ts';

/** Rows, bodies and texts lie apart: the list is drawn from rows alone, and search reads texts alone. */
interface Schema extends DBSchema {
  rows: { key: string; value: ConversationRow };
  bodies: { key: string; value: Pick<ConversationRecord, 'id' | 'tree' | 'draft' | 'attached' | 'settings'> };
  texts: { key: string; value: string };
}

/** Conversations in IndexedDB. */
export function indexedDbArchive(): Archive {
  let opened: Promise<IDBPDatabase<Schema>> | null = null;
  /** When each conversation was used last, as this tab knows it: another time on disk is another tab's. */
  const known = new Map<string, number>();
  let superseded = false;

  async function database(): Promise<IDBPDatabase<Schema>> {
    if (superseded) throw new DOMException('a newer version has it', 'VersionError');
    opened ??= openDB<Schema>('plumbline.conversations', 1, {
      upgrade(db) {
        db.createObjectStore('rows', { keyPath: 'id' });
        db.createObjectStore('bodies', { keyPath: 'id' });
        db.createObjectStore('texts');
      },
      // Another tab runs a newer version: it must not wait for this one.
      blocking() {
        superseded = true;
        void opened?.then((db) => db.close());
      },
      terminated: () => (opened = null),
    });
    try {
      return await opened;
    } catch (error) {
      opened = null;
      throw error;
    }
  }

  return {
    async rows() {
      const rows = await (await database()).getAll('rows');
      return rows.filter((row) => v.is(rowSchema, row));
    },

    async read(id) {
      const db = await database();
      const [row, body] = await Promise.all([db.get('rows', id), db.get('bodies', id)]);
      if (row) known.set(id, row.usedAt);
      const read = v.safeParse(recordSchema, { ...row, ...body });
      return read.success ? read.output : null;
    },

    async write(record) {
      const { id, tree, draft, attached, settings, usedAt } = record;
      const transaction = (await database()).transaction(['rows', 'bodies', 'texts'], 'readwrite');
      const stored = await transaction.objectStore('rows').get(id);
      if (stored && known.has(id) && stored.usedAt !== known.get(id)) return false;
      await Promise.all([
        transaction.objectStore('rows').put(rowOf(record)),
        transaction.objectStore('bodies').put({ id, tree, draft, attached, settings }),
        transaction.objectStore('texts').put(textOf(record), id),
        transaction.done,
      ]);
      known.set(id, usedAt);
      return true;
    },

    async remove(id) {
      const transaction = (await database()).transaction(['rows', 'bodies', 'texts'], 'readwrite');
      await Promise.all([
        transaction.objectStore('rows').delete(id),
        transaction.objectStore('bodies').delete(id),
        transaction.objectStore('texts').delete(id),
        transaction.done,
      ]);
    },

    async texts() {
      const transaction = (await database()).transaction('texts');
      const [ids, texts] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()]);
      return new Map(ids.map((id, index) => [id, texts[index]!]));
    },
  };
}
