import * as v from 'valibot';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import { columnNames, type BoardSort, type ColumnName, columns } from '../../findings/board/columns.ts';
import { rowsIn } from '../../findings/board/open.ts';
import { keyOf, merged, rowOf, type HeldRow } from '../../findings/board/rows.ts';
import { boardRow, maxRows } from '../../findings/format/board.ts';
import type { Finding } from '../../findings/format/finding.ts';
import { exactJson } from '../../findings/format/real.ts';
import { attempt, refuse } from '../../result.ts';
import { validated, type Cells } from '../storage.ts';

const storedSchema = v.object({
  rows: v.pipe(v.array(v.strictObject({ ...boardRow.entries, here: v.boolean() })), v.maxLength(maxRows)),
  sort: v.object({ by: v.picklist(columnNames), descending: v.boolean() }),
});

interface Stored {
  rows: HeldRow[];
  sort: BoardSort;
}

export interface BoardState extends Stored {
  /** Pictures that are being read. */
  reading: { done: number; total: number } | null;
  /** Files of the last addition that are not on the board, and why. */
  refused: readonly { name: string; message: string }[];
  /** Adds what pictures tell, one after the other. One that is refused keeps none of the others out. */
  take: (files: readonly File[]) => Promise<void>;
  /** Adds findings; `here` where this browser measured them. */
  add: (findings: readonly Finding[], here: boolean) => void;
  remove: (row: HeldRow) => void;
  clear: () => void;
  /** Sorts by a column, the other way round if it is the one already. */
  sortBy: (column: ColumnName) => void;
}

/** What is known of machines, gathered from pictures, and kept in this browser. */
export function createBoard(cells: Cells | null, onUnsaved: (reason: string) => void) {
  return createStore<BoardState>()(
    persist(
      (set, get) => {
        function put(more: readonly HeldRow[]): void {
          const rows = merged(get().rows, more);
          if (rows.length > maxRows) {
            refuse('bad-request', `The board holds ${maxRows} rows: remove some to add others.`);
          }
          set({ rows });
        }

        return {
          rows: [],
          sort: { by: 'fused', descending: true },
          reading: null,
          refused: [],

          async take(files) {
            set({ refused: [] });
            for (const [done, file] of files.entries()) {
              set({ reading: { done, total: files.length } });
              const taken = await attempt(async () =>
                put((await rowsIn(file)).map((row) => ({ ...row, here: false }))),
              );
              if (!taken.ok) set({ refused: [...get().refused, { name: file.name, message: taken.failure.message }] });
            }
            set({ reading: null });
          },

          add: (findings, here) => put(findings.map((finding) => ({ ...rowOf(finding), here }))),

          remove(row) {
            const key = keyOf(row);
            set({ rows: get().rows.filter((other) => keyOf(other) !== key) });
          },

          clear: () => set({ rows: [], refused: [] }),

          sortBy(by) {
            const { sort } = get();
            set({ sort: { by, descending: sort.by === by ? !sort.descending : columns[by].descending } });
          },
        };
      },
      {
        name: 'plumbline.board',
        version: 1,
        storage: validated<Stored>(cells, 1, storedSchema, onUnsaved),
        // JSON has no NaN and no infinity, and the schema reads them as they are spelled here.
        partialize: ({ rows, sort }) => ({ rows: JSON.parse(exactJson(rows)) as HeldRow[], sort }),
      },
    ),
  );
}
