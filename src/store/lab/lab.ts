import * as v from 'valibot';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import type { Measured } from '../../worker/api.ts';
import type { Engine } from '../engine/engine.ts';
import { latestPerFrame, type Schedule } from '../engine/frames.ts';
import { add, type StepFigures } from './step_figures.ts';
import { type Cells, validated } from '../storage.ts';

/** Widths of the panel next to the chat, in CSS pixels. */
export const widths = { min: 352, usual: 448, max: 800 };

const storedSchema = v.object({
  open: v.boolean(),
  width: v.pipe(v.number(), v.minValue(widths.min), v.maxValue(widths.max)),
  both: v.boolean(),
});

export type StoredLab = v.InferOutput<typeof storedSchema>;

export interface LabState extends StoredLab {
  change: (some: Partial<StoredLab>) => void;
  /** Says whether step times are on show: only then are they measured. */
  watch: (watched: boolean) => void;
  /** Figures of the answer in progress, or of the last one that was measured. */
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
          latest = null;
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
        storage: validated<StoredLab>(cells, 1, storedSchema, onUnsaved),
        partialize: ({ open, width, both }) => ({ open, width, both }),
      },
    ),
  );
}

export type Lab = ReturnType<typeof createLab>;
