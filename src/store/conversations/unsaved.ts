/** What a closing page could not store in time. IndexedDB answers too late for that; local storage writes at once. */
import * as v from 'valibot';
import type { Cells } from '../storage.ts';
import { recordSchema, type ConversationRecord } from './conversation_record.ts';

const cell = 'plumbline.unsaved';
const schema = v.array(recordSchema);

/** Where there is no room, up to the last 400 ms are lost. */
export function leaveUnsaved(cells: Cells | null, records: readonly ConversationRecord[]): void {
  try {
    if (records.length === 0) cells?.removeItem(cell);
    else cells?.setItem(cell, JSON.stringify(records));
  } catch {
    // The page is closing: nobody can be told, and what was stored before is still there.
  }
}

/** What the page before left, until {@link leaveUnsaved}. */
export function leftUnsaved(cells: Cells | null): ConversationRecord[] {
  const text = cells?.getItem(cell);
  if (!text) return [];
  try {
    return v.parse(schema, JSON.parse(text));
  } catch {
    return []; // half written, or of another version
  }
}
