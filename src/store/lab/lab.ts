import * as v from 'valibot';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import type { Measured } from '../../worker/api.ts';
import type { Engine } from '../engine/engine.ts';
import { latestPerFrame, type Schedule } from '../engine/frames.ts';
import { add, type StepFigures } from './step_figures.ts';
import { type Cells, validated } from '../storage.ts';
import { wanted } from './wanted.ts';

/** Bounds of the panel beside the chat, in CSS pixels, and of the sheet below it, in hundredths of the window's height. */
export const bounds = { width: { min: 352, max: 1600 }, height: { min: 20, max: 75 } };

const within = ({ min, max }: { min: number; max: number }) => v.pipe(v.number(), v.minValue(min), v.maxValue(max));

const storedSchema = v.object({
  open: v.boolean(),
  /** Null for what the window has room for. */
  width: v.nullable(within(bounds.width)),
  height: v.optional(within(bounds.height), 50),
  both: v.boolean(),
});

export type StoredLab = v.InferOutput<typeof storedSchema>;

export interface LabState extends StoredLab {
  change: (some: Partial<StoredLab>) => void;
  /** Says that step times are on show, by the other program too if `compared`: only then are they measured. Returns a function that takes it back. */
  watch: (compared: boolean) => () => void;
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
        let timed = false;
        let compared = false;
        let latest: StepFigures | null = null;
        const frames = latestPerFrame<StepFigures | null>((figures) => set({ figures }), schedule);
        function measure(): void {
          // Until its kernels are compiled, a program's figures would be those of another, or an answer would wait for them.
          const measuring = timed && !engine.getState().compiling ? { both: compared && get().both } : null;
          const before = engine.getState().configuration.measuring;
          if (measuring?.both !== before?.both) engine.getState().configure({ measuring });
        }
        const time = wanted((on) => {
          timed = on;
          measure();
        });
        const compare = wanted((on) => {
          compared = on;
          measure();
        });
        engine.subscribe(({ model, compiling }, before) => {
          if (compiling !== before.compiling) measure();
          if (model === before.model) return;
          latest = null;
          frames.push(latest);
        });
        return {
          open: true,
          width: null,
          height: 50,
          both: true,
          figures: null,
          change(some) {
            set(some);
            if (some.both !== undefined) measure();
          },
          watch(compared) {
            const ends = [time(), ...(compared ? [compare()] : [])];
            return () => ends.forEach((end) => end());
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
        partialize: ({ open, width, height, both }) => ({ open, width, height, both }),
      },
    ),
  );
}

export type Lab = ReturnType<typeof createLab>;
