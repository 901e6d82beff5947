/** What the page stores between visits. Stored data may be of an older version, of another program, or half written. */
import * as v from 'valibot';
import type { PersistStorage } from 'zustand/middleware';
import { whyUnsaved } from './why_unsaved.ts';

export type Cells = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The browser's local storage; null where cookies are blocked, because then any access to it throws. */
export function localCells(): Cells | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** The browser's storage of this tab alone, which a reload keeps; null where cookies are blocked. A write without room is dropped. */
export function tabCells(): Cells | null {
  try {
    const { sessionStorage } = window;
    return {
      getItem: (name) => sessionStorage.getItem(name),
      removeItem: (name) => sessionStorage.removeItem(name),
      setItem(name, value) {
        try {
          sessionStorage.setItem(name, value);
        } catch {
          // A reload then begins like a new tab.
        }
      },
    };
  } catch {
    return null;
  }
}

/**
 * Storage for zustand's `persist`. It reads only what `schema` accepts; anything else counts as nothing stored. A write that
 * fails is reported instead of thrown where the state changes.
 *
 * @param earlier Reads what an earlier version stored.
 */
export function validated<Stored>(
  cells: Cells | null,
  version: number,
  schema: v.GenericSchema<unknown, Stored>,
  onUnsaved: (reason: string) => void,
  earlier?: v.GenericSchema<unknown, { version: number; state: Stored }>,
): PersistStorage<Stored> {
  const own = v.object({ version: v.literal(version), state: schema });
  const envelope = earlier ? v.union([own, earlier]) : own;
  return {
    getItem(name) {
      const text = cells?.getItem(name);
      if (!text) return null;
      try {
        const read = v.safeParse(envelope, JSON.parse(text));
        return read.success ? read.output : null;
      } catch {
        return null; // not JSON
      }
    },
    setItem(name, value) {
      try {
        cells?.setItem(name, JSON.stringify(value));
      } catch (error) {
        onUnsaved(whyUnsaved(error));
      }
    },
    removeItem: (name) => cells?.removeItem(name),
  };
}
