/** The two conversations that earlier versions kept in local storage. */
import * as v from 'valibot';
import type { Cells } from '../storage.ts';
import { openingOf, type ConversationRecord } from './conversation_record.ts';
import { treeSchema, type Message } from './message.ts';
import type { Tree } from './tree.ts';

const cell = 'plumbline.conversation';
const storedSchema = v.object({
  version: v.literal(1),
  state: v.object({ tree: treeSchema, previous: v.nullable(treeSchema) }),
});

/** What an earlier version stored, the last one first. Its cell is left until {@link forgetVersion1}, so that a crash loses nothing. */
export function readVersion1(cells: Cells | null, now: number): ConversationRecord[] {
  const text = cells?.getItem(cell);
  if (!text) return [];
  let stored;
  try {
    stored = v.parse(storedSchema, JSON.parse(text)).state;
  } catch {
    return []; // of another version, or half written
  }
  return [stored.tree, stored.previous].flatMap((tree, age) =>
    tree && tree.nodes.length > 0 ? [record(`version-1-${age}`, tree, now - age)] : [],
  );
}

export function forgetVersion1(cells: Cells | null): void {
  cells?.removeItem(cell);
}

function record(id: string, tree: Tree<Message>, time: number): ConversationRecord {
  return {
    id,
    title: null,
    pinned: false,
    createdAt: time,
    usedAt: time,
    opening: openingOf({ tree, draft: '', attached: [] }),
    tree,
    draft: '',
    attached: [],
  };
}
