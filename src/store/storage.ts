/** What the page keeps between visits. Anything may be in there: an older version's, another program's, half a write. */
import * as v from 'valibot';
import type { PersistStorage } from 'zustand/middleware';

export type Cells = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The browser's local storage, or null where cookies are blocked and the very mention of it throws. */
export function localCells(): Cells | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/**
 * Storage for zustand's `persist` that reads only what `schema` accepts (anything else counts as nothing kept) and that
 * reports a write that failed instead of throwing into whoever changed the state.
 */
export function validated<Kept>(
  cells: Cells | null,
  version: number,
  schema: v.GenericSchema<unknown, Kept>,
  onUnsaved: (reason: string) => void,
): PersistStorage<Kept> {
  const envelope = v.object({ version: v.literal(version), state: schema });
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
        onUnsaved(error instanceof Error ? error.message : String(error));
      }
    },
    removeItem: (name) => cells?.removeItem(name),
  };
}
