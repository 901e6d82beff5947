import { createStore } from 'zustand/vanilla';
import type { Finding } from '../share/finding.ts';
import type { Opened } from '../share/open.ts';
import type { Reproduction } from '../share/reproduction.ts';
import { attempt, type Failure } from '../result.ts';
import type { Diagnosis, DiagnosisProgress } from '../worker/api.ts';
import type { Engine } from './engine.ts';

/** A diagnosis that may be shared, and its prompt where it was a text. */
export interface Subject {
  diagnosis: Diagnosis;
  promptText: string | null;
}

/** A picture or link from somebody, or two pictures to be compared. */
export type Opening =
  | { at: 'none' }
  | { at: 'reading' }
  | { at: 'refused'; message: string }
  | { at: 'opened'; opened: Opened }
  | { at: 'two'; findings: [Finding, Finding] };

/** The run of what is open, here. `reproduction` is null where it is not known what came of it there. */
export type Rerun =
  | { at: 'running'; doing: DiagnosisProgress['doing'] }
  | { at: 'failed'; failure: Failure }
  | { at: 'done'; diagnosis: Diagnosis; reproduction: Reproduction | null; promptText: string | null };

export interface SharingState {
  subject: Subject | null;
  opening: Opening;
  rerun: Rerun | null;
  offer: (subject: Subject) => void;
  /** Reads one picture, or two that are to be compared. Runs and fetches nothing. */
  take: (files: readonly Blob[]) => Promise<void>;
  /** Reads what is behind `#run=` in a link. Runs and fetches nothing. */
  follow: (run: string) => Promise<void>;
  show: (findings: [Finding] | [Finding, Finding]) => Promise<void>;
  putAside: () => void;
  /** Runs what is open on the model that is loaded; `typed` is a prompt for where none was told. */
  reproduce: (typed: string) => Promise<void>;
  stop: () => void;
}

/** All code of sharing is fetched when it is first needed: the first view does without. */
export function createSharing(engine: Engine) {
  return createStore<SharingState>()((set, get) => {
    engine.subscribe(({ model }, before) => {
      // What is shared names the checkpoint that is loaded: a diagnosis of another would be given the wrong one.
      if (model !== before.model) set({ subject: null, rerun: null });
    });

    /** What is asked for last wins. */
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
          const { openPicture, openTwo } = await import('../share/open.ts');
          if (files.length === 1) return { at: 'opened', opened: await openPicture(files[0]!) };
          return { at: 'two', findings: await openTwo(files) };
        }),

      follow: (run) =>
        open(async () => {
          const { readRun } = await import('../share/permalink.ts');
          return { at: 'opened', opened: { spec: readRun(run), finding: null } };
        }),

      show: ([first, second]) =>
        open(async () => {
          if (second) return { at: 'two', findings: [first, second] };
          const { specOf } = await import('../share/record.ts');
          return { at: 'opened', opened: { spec: specOf(first), finding: first } };
        }),

      putAside: () => set({ opening: { at: 'none' }, rerun: null }),

      async reproduce(typed) {
        const { opening, rerun } = get();
        const { model, diagnosing, diagnose } = engine.getState();
        if (opening.at !== 'opened' || rerun?.at === 'running' || !model || diagnosing) return;
        const { spec, finding } = opening.opened;
        const tell = (next: Rerun | null) => get().opening === opening && set({ rerun: next });
        tell({ at: 'running', doing: 'replay' });
        const [{ requestOf }, { compareRuns }] = await Promise.all([
          import('../share/rerun.ts'),
          import('../share/reproduction.ts'),
        ]);
        const request = requestOf(spec, typed, model.config.vocabSize);
        const result = await diagnose(request, ({ doing }) => tell({ at: 'running', doing }));
        if (!result.ok) {
          return void tell(result.failure.kind === 'stopped' ? null : { at: 'failed', failure: result.failure });
        }
        const diagnosis = result.value;
        const sameTokens = spec.prompt.show === 'shown' || typed !== '';
        const reproduction = finding ? compareRuns(finding.diagnosis, diagnosis, sameTokens) : null;
        const written = finding?.prompt.show === 'shown' ? finding.prompt.text : null;
        tell({ at: 'done', diagnosis, reproduction, promptText: typed === '' ? written : typed });
      },

      stop: () => engine.getState().stop(),
    };
  });
}
