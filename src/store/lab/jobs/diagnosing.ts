import { createStore } from 'zustand/vanilla';
import type { Failure } from '../../../result.ts';
import type { Diagnosis, DiagnosisRequest, KnownFault } from '../../../worker/api.ts';
import type { Program } from '../../../vocabulary/program.ts';
import type { Engine } from '../../engine/engine.ts';

export interface DiagnosingState {
  /** Null until asked for. */
  faults: KnownFault[] | null;
  running: boolean;
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
}

export function createDiagnosing(engine: Engine) {
  return createStore<DiagnosingState>()((set, get) => {
    engine.subscribe(({ model }, before) => {
      if (model !== before.model) set({ diagnosis: null, promptText: null, failure: null });
    });
    return {
      faults: null,
      running: false,
      diagnosis: null,
      promptText: null,
      failure: null,
      async listFaults() {
        if (get().faults) return;
        const faults = await engine.getState().api().faults();
        if (faults.ok) set({ faults: faults.value });
      },
      async run(request) {
        if (get().running) return;
        set({ running: true, failure: null });
        const result = await engine.getState().occupy('diagnosis', (api, tell) => api.diagnose(request, tell));
        const { prompt } = request;
        const promptText = prompt && 'text' in prompt ? prompt.text : null;
        if (result.ok) set({ running: false, diagnosis: result.value, promptText });
        else set({ running: false, failure: result.failure.kind === 'stopped' ? null : result.failure });
      },
      async runAnswered(contextUsed, program) {
        const answered = await engine.getState().api().answeredOn();
        if (!answered.ok || answered.value?.tokens.length !== contextUsed) return;
        const { tokens, fault } = answered.value;
        await get().run({ prompt: { tokens }, program, fault, bisect: false });
      },
    };
  });
}

export type Diagnosing = ReturnType<typeof createDiagnosing>;
