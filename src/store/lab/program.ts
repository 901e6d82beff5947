import * as v from 'valibot';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import { type Cells, validated } from '../storage.ts';
import {
  describeProgram,
  programSchema,
  uniformProgram,
  type KernelSet,
  type Program,
  type StepName,
} from '../../vocabulary/program.ts';

/** Ignores steps that another version stored. */
const storedProgram = v.object(programSchema.entries);

export interface ProgramState {
  /** The program that was asked for. Steps without a fused kernel run their reference all the same. */
  program: Program;
  setAll: (set: KernelSet) => void;
  setStep: (step: StepName, set: KernelSet) => void;
}

export function createProgram(cells: Cells | null, onUnsaved: (reason: string) => void) {
  return createStore<ProgramState>()(
    persist(
      (change, get) => ({
        program: uniformProgram('fused'),
        setAll: (set) => change({ program: uniformProgram(set) }),
        setStep(step, set) {
          const next = { ...get().program, [step]: set };
          const now = describeProgram(next);
          change({ program: now === 'mixed' ? next : uniformProgram(now) });
        },
      }),
      {
        name: 'plumbline.program',
        version: 1,
        storage: validated<{ program: Program }>(cells, 1, v.object({ program: storedProgram }), onUnsaved),
        partialize: ({ program }) => ({ program }),
      },
    ),
  );
}

export type ProgramStore = ReturnType<typeof createProgram>;
