import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import type { Failure } from '../../result.ts';
import type {
  DiagnosisRequest,
  SelfTestReport,
  LoadedModel,
  StepName,
  Suspect,
  Unavailable,
} from '../../worker/api.ts';
import type { Engine } from '../engine/engine.ts';
import type { Schedule } from '../engine/frames.ts';
import { type StoredChecks, storedChecksSchema, keyOf, maxStored } from './stored_checks.ts';
import { type ProgramStore } from '../lab/program.ts';
import type { SettingsStore } from '../chat/settings.ts';
import { type Cells, validated } from '../storage.ts';
import { describeProgram, uniformProgram } from '../../vocabulary/program.ts';

export interface SelfTestState extends StoredChecks {
  /** How far the self-test of the loaded model's kernels is. */
  at: 'nothing' | 'waiting' | 'checking' | 'checked' | 'failed';
  check: SelfTestReport | null;
  /** Whether `check` comes from an earlier visit, or from before another model was loaded. */
  remembered: boolean;
  failure: Failure | null;
  /** Steps that run their reference, unless overruled. */
  suspects: readonly Suspect[];
  /** Suspects that run their fused kernels all the same, until another model is loaded. */
  overruled: readonly StepName[];
  overrule: (step: StepName) => void;
  /** Whether the person dismissed the notice about `suspects`. */
  dismissed: boolean;
  dismiss: () => void;
}

interface Parts {
  engine: Engine;
  program: ProgramStore;
  settings: SettingsStore;
  cells: Cells | null;
  /** Identifies the browser: another version compiles differently. */
  browser: string;
  later: Schedule;
  onUnsaved: (reason: string) => void;
}

const blank = {
  at: 'nothing',
  check: null,
  remembered: false,
  failure: null,
  suspects: [],
  overruled: [],
  dismissed: false,
} as const;

/**
 * Tests fused kernels that are new to a checkpoint, an adapter or a browser while nobody waits for the engine. Steps that they
 * get wrong run their reference.
 */
export function createSelfTest({ engine, program, settings, cells, browser, later, onUnsaved }: Parts) {
  return createStore<SelfTestState>()(
    persist(
      (set, get) => {
        let due = false;

        function subjectOf(model: LoadedModel): string | null {
          const { device } = engine.getState();
          return device.at === 'open' ? keyOf(model, device.adapter, browser) : null;
        }

        function begin(model: LoadedModel | null): void {
          const known = model && get().checks.find(({ of }) => of === subjectOf(model))?.check;
          if (known) set({ ...blank, at: 'checked', check: known, remembered: true, suspects: known.suspects });
          else set({ ...blank, at: model ? 'waiting' : 'nothing' });
          engine.getState().configure({ avoided: avoided(get()) });
        }

        function suspect(more: readonly Suspect[]): void {
          const fresh = more.filter(({ step }) => get().suspects.every((known) => known.step !== step));
          if (fresh.length === 0) return;
          set({ suspects: [...get().suspects, ...fresh], dismissed: false });
          engine.getState().configure({ avoided: avoided(get()) });
        }

        function isWanted(): boolean {
          const { model, idle } = engine.getState();
          // Without a fused step there is nothing to test.
          const fused = describeProgram(program.getState().program) !== 'reference';
          return get().at === 'waiting' && model !== null && idle && fused && settings.getState().checkKernels;
        }

        function consider(): void {
          if (due || !isWanted()) return;
          due = true;
          later(() => {
            due = false;
            if (isWanted()) void check();
          });
        }

        async function check(): Promise<void> {
          const { model } = engine.getState();
          set({ at: 'checking' });
          const result = await engine.getState().api().selfTest();
          if (engine.getState().model !== model) return; // the result is about the previous model's kernels
          if (result.ok) {
            suspect(result.value.suspects);
            const found = { ...result.value, suspects: [...get().suspects] };
            const of = subjectOf(model!);
            const others = get().checks.filter((stored) => stored.of !== of);
            const checks = of === null ? others : [...others, { of, check: found }].slice(-maxStored);
            set({ at: 'checked', check: found, checks });
          } else if (result.failure.kind === 'stopped') {
            set({ at: 'waiting' });
            consider();
          } else set({ at: 'failed', failure: result.failure });
        }

        engine.subscribe(({ model, uncompiled }, before) => {
          if (model !== before.model) begin(model);
          if (uncompiled !== before.uncompiled) suspect(uncompiled);
          consider();
        });
        program.subscribe(consider);
        settings.subscribe(consider);

        return {
          ...blank,
          checks: [],
          overrule(step) {
            set({ overruled: [...get().overruled, step] });
            engine.getState().configure({ avoided: avoided(get()) });
          },
          dismiss: () => set({ dismissed: true }),
        };
      },
      {
        name: 'plumbline.gate',
        version: 2,
        storage: validated<StoredChecks>(cells, 2, storedChecksSchema, onUnsaved),
        partialize: ({ checks }) => ({ checks }),
      },
    ),
  );
}

export type SelfTest = ReturnType<typeof createSelfTest>;

/** Steps that run their reference, and why. */
export function avoided({ suspects, overruled }: Pick<SelfTestState, 'suspects' | 'overruled'>): Unavailable {
  const wrong = suspects.filter(({ step }) => !overruled.includes(step));
  return Object.fromEntries(wrong.map(({ step, reason }) => [step, reason]));
}

/** The diagnosis that shows what is wrong with `suspects`; without any, with the reference. */
export function closerLook(suspects: readonly Suspect[]): DiagnosisRequest {
  const run = new Set(suspects.flatMap((one) => one.run));
  const fused = Object.fromEntries([...run].map((step) => [step, 'fused' as const]));
  const program = run.size > 0 ? { ...uniformProgram('reference'), ...fused } : uniformProgram('fused');
  return { prompt: null, program, fault: null, bisect: false };
}
