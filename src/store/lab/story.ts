import { createStore } from 'zustand/vanilla';
import type { Failure, Result } from '../../result.ts';
import type { ChosenFault, Diagnosis, Prompt, TraceReport, TraceRequest } from '../../worker/api.ts';
import type { Engine } from '../engine/engine.ts';
import { uniformProgram } from '../../vocabulary/program.ts';

/** In the order in which they are told. */
export const chapters = ['standard', 'symptom', 'scaling', 'clamping', 'precision', 'replay', 'fix'] as const;
export type Chapter = (typeof chapters)[number];

/** What a run of the model shows of it: one row of the story's table. */
export interface StoryRow {
  embedStd: number;
  /** Of the residual stream after the first and after the second layer. */
  layer0Std: number;
  layer1Std: number;
  /** The largest value of the second layer's attention. */
  attention1: number;
  text: string;
}

const bias: ChosenFault = { name: 'qkv_bias_uninitialised', layer: 1 };

/** What was tried, each on top of the fault that nobody had found yet. */
const attempts: Partial<Record<Chapter, ChosenFault[]>> = {
  symptom: [bias],
  scaling: [bias, { name: 'embedding_scaled', layer: null }],
  clamping: [bias, { name: 'k_gain_clamped', layer: null }],
  precision: [bias, { name: 'gain_after_rounding', layer: null }, { name: 'swiglu_f16_overflow', layer: null }],
  fix: [],
};

/** As a chat would have it, so that the answer makes sense; any other text does for the numbers. */
const prompt =
  '<|im_start|>user\nWhich day comes after Monday?<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\n';
const tokens = 24;

export interface StoryState {
  /** What is being run. */
  at: Chapter | null;
  runs: Partial<Record<Chapter, StoryRow>>;
  /** With the fault, and without it. */
  blamed: Diagnosis | null;
  clean: Diagnosis | null;
  failure: Failure | null;
  /** From the first chapter to the last. Nothing while it plays. */
  play: () => Promise<void>;
  stop: () => void;
}

export function createStory(engine: Engine) {
  return createStore<StoryState>()((set, get) => {
    const blank = { at: null, runs: {}, blamed: null, clean: null, failure: null };
    engine.subscribe(({ model }, before) => {
      if (model !== before.model) set(blank);
    });

    function diagnosed(prompt: Prompt | null, fault: ChosenFault | null): Promise<Result<Diagnosis>> {
      const request = { prompt, program: uniformProgram('fused'), fault, bisect: false };
      return engine.getState().occupy((api) => api.diagnose(request, () => {}));
    }

    async function run(chapter: Chapter): Promise<Result<Partial<StoryState>>> {
      const { model, occupy } = engine.getState();
      const asked = model?.cannotChat === null ? { text: prompt } : null;
      if (chapter === 'replay') {
        const found = await diagnosed(asked, bias);
        return found.ok ? { ok: true, value: { blamed: found.value } } : found;
      }
      const faults = attempts[chapter];
      const request: TraceRequest = {
        prompt: asked ?? { tokens: [1, 2, 3, 4, 5, 6, 7, 8] },
        program: uniformProgram(faults ? 'fused' : 'reference'),
        faults: faults ?? [],
        generate: tokens,
        chunk: 64,
        tensors: false,
      };
      const traced = await occupy((api) => api.trace(request, async () => {}));
      if (!traced.ok) return traced;
      const told: Partial<StoryState> = { runs: { ...get().runs, [chapter]: summed(traced.value) } };
      if (chapter !== 'fix') return { ok: true, value: told };
      const clean = await diagnosed(asked, null);
      return clean.ok ? { ok: true, value: { ...told, clean: clean.value } } : clean;
    }

    return {
      ...blank,
      async play() {
        if (get().at) return;
        set(blank);
        for (const chapter of chapters) {
          set({ at: chapter });
          const result = await run(chapter);
          if (!result.ok) {
            const { failure } = result;
            return set({ at: null, failure: failure.kind === 'stopped' ? null : failure });
          }
          set(result.value);
        }
        set({ at: null });
      },
      stop: () => engine.getState().stop(),
    };
  });
}

export type Story = ReturnType<typeof createStory>;

function summed({ stages, generated }: TraceReport): StoryRow {
  const of = (layer: number | null, stage: string) => stages.find((one) => one.layer === layer && one.stage === stage);
  const last = Math.max(...stages.map(({ layer }) => layer ?? 0));
  return {
    embedStd: of(null, 'embed')!.std,
    layer0Std: of(0, 'mlp_residual')!.std,
    layer1Std: of(Math.min(1, last), 'mlp_residual')!.std,
    attention1: of(Math.min(1, last), 'attn')!.absmax,
    text: generated.text ?? generated.ids.join(' '),
  };
}
