import { createStore } from 'zustand/vanilla';
import { EventLog } from './event_log.ts';
import { type Circumstances, reportOf } from './report.ts';

export interface UnexpectedState {
  /** What to tell the makers of the first error that nobody expected; null when there was none, or the person went on. */
  report: string | null;
  /** How often the page was taken away by an error, and the person went on. */
  rounds: number;
  /** Notes that something happened, by a name of the program's own. */
  record: (event: string) => void;
  /** Tells of an error that nobody expected, once, and only while none is being told of. */
  tell: (error: unknown) => void;
  /** Tells of one that left nothing else on the page. */
  tellOfEnd: (error: unknown) => void;
  /** Makes the report of a failure that the page tells of itself. */
  reportOn: (error: unknown) => string;
  goOn: () => void;
}

interface Parts {
  now: () => number;
  circumstances: () => Omit<Circumstances, 'events'>;
}

/** What says nothing about this program: a part that was not fetched has a message of its own, and browsers call a late layout an error. */
const expected = /dynamically imported module|importing a module script|ResizeObserver loop/i;

export function createUnexpected({ now, circumstances }: Parts) {
  const log = new EventLog(now);
  const told = new Set<string>();
  let isGone = false;
  return createStore<UnexpectedState>()((set, get) => ({
    report: null,
    rounds: 0,
    record: (event) => log.add(event),
    tell(error) {
      const message = error instanceof Error ? `${error.name} ${error.message} ${error.stack ?? ''}` : String(error);
      if (expected.test(message)) return;
      log.add(`error: ${error instanceof Error ? error.name : typeof error}`);
      if (get().report !== null || told.has(message)) return;
      told.add(message);
      set({ report: get().reportOn(error) });
    },
    tellOfEnd(error) {
      isGone = true;
      log.add('the page could not be drawn');
      set({ report: get().report ?? get().reportOn(error) });
    },
    reportOn: (error) => reportOf(error, { ...circumstances(), events: log.lines() }),
    goOn() {
      set(({ rounds }) => ({ report: null, rounds: isGone ? rounds + 1 : rounds }));
      isGone = false;
    },
  }));
}

export type UnexpectedStore = ReturnType<typeof createUnexpected>;
