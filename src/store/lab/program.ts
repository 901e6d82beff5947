import * as v from 'valibot';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import type { KernelSet, Program, StepName } from '../../worker/api.ts';
import { type Cells, validated } from '../storage.ts';

const set = v.picklist(['reference', 'fused']);

const programSchema = v.object({
  embed: set,
  qkv: set,
  rope: set,
  attention: set,
  attn_out: set,
  gate_up: set,
  down: set,
  logits: set,
  sample: set,
}) satisfies v.GenericSchema<unknown, Program>;

/** The name of any. */
export const stepSchema = v.keyof(programSchema);

/** Every step, in the order in which a token passes them. */
export const steps = Object.keys(programSchema.entries) as StepName[];

/** `embed` has one kernel in either set: it goes with the others, and says nothing about a mix. */
export const switchable = steps.filter((step) => step !== 'embed');

export function uniform(set: KernelSet): Program {
  return Object.fromEntries(steps.map((step) => [step, set])) as Record<StepName, KernelSet>;
}

/** `reference`, `fused`, or `mixed`. */
export function describe(program: Program): KernelSet | 'mixed' {
  const sets = new Set(switchable.map((step) => program[step]));
  return sets.size === 1 ? program.qkv : 'mixed';
}

export interface ProgramState {
  /** What was asked for; steps without a fused kernel run their reference all the same. */
  program: Program;
  setAll: (set: KernelSet) => void;
  setStep: (step: StepName, set: KernelSet) => void;
}

export function createProgram(cells: Cells | null, onUnsaved: (reason: string) => void) {
  return createStore<ProgramState>()(
    persist(
      (change, get) => ({
        program: uniform('fused'),
        setAll: (set) => change({ program: uniform(set) }),
        setStep(step, set) {
          const next = { ...get().program, [step]: set };
          const now = describe(next);
          change({ program: now === 'mixed' ? next : uniform(now) });
        },
      }),
      {
        name: 'plumbline.program',
        version: 1,
        storage: validated<{ program: Program }>(cells, 1, v.object({ program: programSchema }), onUnsaved),
        partialize: ({ program }) => ({ program }),
      },
    ),
  );
}

export type ProgramStore = ReturnType<typeof createProgram>;
