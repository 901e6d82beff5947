import * as v from 'valibot';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import { count } from '../../../format.ts';
import type { Failure } from '../../../result.ts';
import { t } from '../../../strings/own_kernel/t.ts';
import { maxKernelBytes } from '../../../vocabulary/own_kernel.ts';
import type { KernelOnFile, OwnKernelReport } from '../../../worker/api.ts';
import type { Engine } from '../../engine/engine.ts';
import { validated, type Cells } from '../../storage.ts';

/** Kept between visits: what a person writes must not be lost with the GPU, or with a reload. */
const storedSchema = v.object({ text: v.pipe(v.string(), v.maxLength(maxKernelBytes)) });
type Stored = v.InferOutput<typeof storedSchema>;

export interface OwnKernelState extends Stored {
  /** The kernels that a person's own can stand in for, in the loaded model; null until they are listed. */
  onFile: readonly KernelOnFile[] | null;
  running: boolean;
  /** Of the model that is loaded now. */
  report: OwnKernelReport | null;
  failure: Failure | null;
  list: () => Promise<void>;
  write: (text: string) => void;
  /** Reads a file's text; says so where it is too long for a kernel. */
  open: (file: File) => Promise<void>;
  /** Tries the text. Does nothing while one is tried. */
  run: () => Promise<void>;
}

interface Parts {
  engine: Engine;
  cells: Cells | null;
  randomSeed: () => number;
  onUnsaved: (reason: string) => void;
}

export function createOwnKernel({ engine, cells, randomSeed, onUnsaved }: Parts) {
  return createStore<OwnKernelState>()(
    persist(
      (set, get) => {
        engine.subscribe(({ model }, before) => {
          if (model === before.model) return;
          // A failure says why the device, and with it the model, is gone.
          set({ onFile: null, report: null, ...(model && { failure: null }) });
        });
        return {
          text: '',
          onFile: null,
          running: false,
          report: null,
          failure: null,
          async list() {
            const { model } = engine.getState();
            const listed = await engine.getState().api().kernelsOnFile();
            if (listed.ok && engine.getState().model === model) set({ onFile: listed.value });
          },
          write: (text) => set({ text }),
          async open(file) {
            if (file.size > maxKernelBytes) {
              const message = t('tooLong', { name: file.name, bytes: count(file.size), most: count(maxKernelBytes) });
              set({ failure: { kind: 'bad-request', message } });
            } else set({ text: await file.text(), failure: null });
          },
          async run() {
            if (get().running) return;
            set({ running: true, failure: null });
            const request = { text: get().text, seed: randomSeed() };
            const result = await engine
              .getState()
              .occupy('kernel', (api, tell) => api.tryKernel(request, ({ done }) => tell({ doing: null, done })));
            if (result.ok) set({ running: false, report: result.value });
            else set({ running: false, failure: result.failure.kind === 'stopped' ? null : result.failure });
          },
        };
      },
      {
        name: 'plumbline.kernel',
        version: 1,
        storage: validated<Stored>(cells, 1, storedSchema, onUnsaved),
        // What is too long is refused, and would fill the storage.
        partialize: ({ text }) => ({ text: text.length <= maxKernelBytes ? text : '' }),
      },
    ),
  );
}
