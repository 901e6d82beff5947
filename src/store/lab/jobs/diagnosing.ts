import { createStore } from 'zustand/vanilla';
import type { Failure } from '../../../result.ts';
import type { Diagnosis, DiagnosisProgress, DiagnosisRequest, KnownFault } from '../../../worker/api.ts';
import type { Program } from '../../../vocabulary/program.ts';
import type { Engine } from '../../engine/engine.ts';

export interface DiagnosingState {
  /** Null until asked for. */
  faults: KnownFault[] | null;
  /** Null while no diagnosis runs. */
  doing: DiagnosisProgress['doing'] | null;
  /** The last diagnosis of the model that is loaded now. */
  diagnosis: Diagnosis | null;
  /** The prompt of `diagnosis` as it was typed; null where there was none, or it was ids. */
  promptText: string | null;
  failure: Failure | null;
  listFaults: () => Promise<void>;
  /** Does nothing while a diagnosis runs. */
  run: (request: DiagnosisRequest) => Promise<void>;
  /** Diagnoses `program` on the very tokens of the answer that ended with `contextUsed` of them, if that is the engine's last one. */
  runAnswered: (contextUsed: number, program: Program) => Promise<void>;
  stop: () => void;
}

export function createDiagnosing(engine: Engine) {
  return createStore<DiagnosingState>()((set, get) => {
    engine.subscribe(({ model }, before) => {
      if (model !== before.model) set({ diagnosis: null, promptText: null, failure: null });
    });
    return {
      faults: null,
      doing: null,
      diagnosis: null,
      promptText: null,
      failure: null,
      async listFaults() {
        if (get().faults) return;
        const faults = await engine.getState().api().faults();
        if (faults.ok) set({ faults: faults.value });
      },
      async run(request) {
        if (get().doing) return;
        set({ doing: 'reference', failure: null });
        const result = await engine.getState().occupy((api) => api.diagnose(request, ({ doing }) => set({ doing })));
        const { prompt } = request;
        const promptText = prompt && 'text' in prompt ? prompt.text : null;
        if (result.ok) set({ doing: null, diagnosis: result.value, promptText });
        else set({ doing: null, failure: result.failure.kind === 'stopped' ? null : result.failure });
      },
      async runAnswered(contextUsed, program) {
        const answered = await engine.getState().api().answeredOn();
        if (!answered.ok || answered.value?.tokens.length !== contextUsed) return;
        const { tokens, fault } = answered.value;
        await get().run({ prompt: { tokens }, program, fault, bisect: false });
      },
      stop: () => engine.getState().stop(),
    };
  });
}

export type Diagnosing = ReturnType<typeof createDiagnosing>;
