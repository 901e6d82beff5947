import * as v from 'valibot';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import type { Measured } from '../../worker/api.ts';
import type { Engine } from '../engine/engine.ts';
import { latestPerFrame, type Schedule } from '../engine/frames.ts';
import { add, type StepFigures } from './step_figures.ts';
import { type Cells, validated } from '../storage.ts';

/** Of the panel beside the chat, in CSS pixels. */
export const widths = { least: 352, usual: 448, most: 800 };

const keptSchema = v.object({
  open: v.boolean(),
  width: v.pipe(v.number(), v.minValue(widths.least), v.maxValue(widths.most)),
  both: v.boolean(),
});

export type KeptLab = v.InferOutput<typeof keptSchema>;

export interface LabState extends KeptLab {
  change: (some: Partial<KeptLab>) => void;
  /** Whether somebody looks at step times: only then are there any. */
  watch: (watched: boolean) => void;
  /** Of the answer in progress, or of the last one that was measured. */
  figures: StepFigures | null;
  take: (answer: number, measured: Measured) => void;
}

interface Parts {
  engine: Engine;
  cells: Cells | null;
  schedule: Schedule;
  onUnsaved: (reason: string) => void;
}

export function createLab({ engine, cells, schedule, onUnsaved }: Parts) {
  return createStore<LabState>()(
    persist(
      (set, get) => {
        let watched = false;
        let latest: StepFigures | null = null;
        const frames = latestPerFrame<StepFigures | null>((figures) => set({ figures }), schedule);
        const measure = () => engine.getState().configure({ measuring: watched ? { both: get().both } : null });
        engine.subscribe(({ model }, before) => {
          if (model === before.model) return;
          latest = null; // another model's times say nothing about this one
          frames.push(latest);
        });
        return {
          open: false,
          width: widths.usual,
          both: true,
          figures: null,
          change(some) {
            set(some);
            if (some.both !== undefined) measure();
          },
          watch(on) {
            watched = on;
            measure();
          },
          take(answer, measured) {
            latest = add(latest, answer, measured);
            frames.push(latest);
          },
        };
      },
      {
        name: 'plumbline.lab',
        version: 1,
        storage: validated<KeptLab>(cells, 1, keptSchema, onUnsaved),
        partialize: ({ open, width, both }) => ({ open, width, both }),
      },
    ),
  );
}

export type Lab = ReturnType<typeof createLab>;
