import { createStore } from 'zustand/vanilla';
import type { RecordedBench } from '../../findings/format/bench.ts';
import type { Finding } from '../../findings/format/finding.ts';
import type { Opened, Pair } from '../../findings/open/opened.ts';
import type { SeenToken } from '../../findings/record.ts';
import { attempt } from '../../result.ts';
import type { Diagnosis, OwnKernelReport } from '../../worker/api.ts';
import type { Engine } from '../engine/engine.ts';
import type { Rerun } from './rerunning.ts';

/** What can be shared. `promptText` is the prompt where it was text. */
export type Subject =
  | { kind: 'diagnosis'; diagnosis: Diagnosis; promptText: string | null }
  | { kind: 'bench'; bench: RecordedBench }
  | { kind: 'live'; seen: SeenToken; promptText: string | null }
  | { kind: 'kernel'; report: OwnKernelReport };

export type SubjectOf<K extends Subject['kind']> = Extract<Subject, { kind: K }>;

/** A picture or link from somebody, or two pictures to compare. */
export type Opening =
  | { at: 'none' }
  | { at: 'reading' }
  | { at: 'refused'; message: string }
  | { at: 'opened'; opened: Opened }
  | { at: 'two'; pair: Pair };

export interface SharingState {
  subject: Subject | null;
  opening: Opening;
  rerun: Rerun | null;
  offer: (subject: Subject) => void;
  /** Reads one picture, or two to compare. Runs and fetches nothing. */
  take: (files: readonly Blob[]) => Promise<void>;
  /** Reads what follows `#run=` in a link. Runs and fetches nothing. */
  follow: (run: string) => Promise<void>;
  show: (findings: [Finding] | [Finding, Finding]) => Promise<void>;
  putAside: () => void;
  /** Runs what is open on the loaded model; `typed` is a prompt for a finding that withholds its own. */
  reproduce: (typed: string) => Promise<void>;
}

/** The code of sharing is fetched when it is first needed: the first view does without it. */
export function createSharing(engine: Engine) {
  return createStore<SharingState>()((set, get) => {
    engine.subscribe(({ model }, before) => {
      // What is shared names the loaded checkpoint, which would be wrong for a diagnosis of another.
      if (model === before.model) return;
      // A failure says why the device, and with it the model, is gone.
      const { rerun } = get();
      set({ subject: null, rerun: model === null && rerun?.at === 'failed' ? rerun : null });
    });

    /** The last request wins. */
    async function open(read: () => Promise<Opening>): Promise<void> {
      const reading: Opening = { at: 'reading' };
      set({ opening: reading, rerun: null });
      const result = await attempt(read);
      if (get().opening !== reading) return;
      set({ opening: result.ok ? result.value : { at: 'refused', message: result.failure.message } });
    }

    return {
      subject: null,
      opening: { at: 'none' },
      rerun: null,
      offer: (subject) => set({ subject }),

      take: (files) =>
        open(async () => {
          const { openPicture, openTwo } = await import('../../findings/open/open.ts');
          if (files.length === 1) return { at: 'opened', opened: await openPicture(files[0]!) };
          return { at: 'two', pair: await openTwo(files) };
        }),

      follow: (run) =>
        open(async () => {
          const [{ readLink }, { openedRun }] = await Promise.all([
            import('../../findings/link/told.ts'),
            import('../../findings/open/opened.ts'),
          ]);
          const { spec, told } = readLink(run);
          return { at: 'opened', opened: openedRun(spec, told) };
        }),

      show: ([first, second]) =>
        open(async () => {
          const { openedFinding, pairOf } = await import('../../findings/open/opened.ts');
          if (second) return { at: 'two', pair: pairOf(first, second) };
          return { at: 'opened', opened: openedFinding(first) };
        }),

      putAside: () => set({ opening: { at: 'none' }, rerun: null }),

      async reproduce(typed) {
        const { opening, rerun } = get();
        const { model, occupation } = engine.getState();
        if (opening.at !== 'opened' || rerun?.at === 'running' || !model || occupation) return;
        const tell = (next: Rerun | null) => get().opening === opening && set({ rerun: next });
        tell({ at: 'running' });
        const { runAgain } = await import('./rerunning.ts');
        tell(await runAgain(opening.opened, { model, engine: engine.getState(), typed }));
      },
    };
  });
}
