import { createStore } from 'zustand/vanilla';
import type { Failure, Result } from '../../../result.ts';
import type { Program } from '../../../vocabulary/program.ts';
import type { BatchInvarianceReport, EngineApi, KnownReport } from '../../../worker/api.ts';
import type { Engine } from '../../engine/engine.ts';
import type { OfferedAnswers } from '../known_answers.ts';
import { t } from '../../../strings/checks/t.ts';

export interface CheckingState {
  /** Null while nothing is checked. */
  doing: 'known' | 'batches' | null;
  /** Of the model that is loaded now. */
  known: KnownReport | null;
  batches: BatchInvarianceReport | null;
  failure: Failure | null;
  /** Compares the loaded model with a file of known answers. Does nothing while anything is checked. */
  compare: (file: File, program: Program) => Promise<void>;
  /** The same with answers that come with the page. */
  compareOffered: (answers: OfferedAnswers, program: Program) => Promise<void>;
  /** Runs a row alone and among others. Does nothing while anything is checked. */
  tryBatches: (program: Program) => Promise<void>;
}

/** `fetchFile` gets a file of the page, or null. */
export function createChecking(engine: Engine, fetchFile: (url: string) => Promise<Blob | null>) {
  return createStore<CheckingState>()((set, get) => {
    engine.subscribe(({ model }, before) => {
      if (model !== before.model) set({ known: null, batches: null, failure: null });
    });
    const run = async <T>(
      doing: 'known' | 'batches',
      work: (api: EngineApi) => Promise<Result<T>>,
      show: (report: T) => Partial<CheckingState>,
    ) => {
      if (get().doing) return;
      set({ doing, failure: null });
      const result = await engine.getState().occupy(doing, work);
      if (result.ok) set({ doing: null, ...show(result.value) });
      else set({ doing: null, failure: result.failure.kind === 'stopped' ? null : result.failure });
    };
    const compare = (file: Blob, name: string, program: Program) =>
      run(
        'known',
        (api) => api.checkKnownAnswers({ file, name, program }),
        (known) => ({ known }),
      );
    return {
      doing: null,
      known: null,
      batches: null,
      failure: null,
      compare: (file, program) => compare(file, file.name, program),
      async compareOffered({ file, title }, program) {
        const fetched = await fetchFile(file);
        if (fetched) return compare(fetched, title, program);
        set({
          failure: {
            kind: 'unreachable',
            message: t('unfetched', { file }),
          },
        });
      },
      tryBatches: (program) =>
        run(
          'batches',
          (api) => api.batchInvariance(program),
          (batches) => ({ batches }),
        ),
    };
  });
}

export type Checking = ReturnType<typeof createChecking>;
