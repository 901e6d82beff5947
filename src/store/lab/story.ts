import { createStore } from 'zustand/vanilla';
import type { Failure, Result } from '../../result.ts';
import type { ChosenFault, Diagnosis, EngineApi, Prompt, TraceReport, TraceRequest } from '../../worker/api.ts';
import type { Engine } from '../engine/engine.ts';
import { uniformProgram } from '../../vocabulary/program.ts';

/** In the order of the story. */
export const chapters = ['standard', 'symptom', 'scaling', 'clamping', 'precision', 'replay', 'fix'] as const;
export type Chapter = (typeof chapters)[number];

/** A run of the model as one row of the story's table. */
export interface StoryRow {
  embedStd: number;
  /** Of the residual stream after the first layer. */
  layer0Std: number;
  /** The same after the second layer. */
  layer1Std: number;
  /** The largest absolute value of the second layer's attention. */
  attention1: number;
  text: string;
}

const bias: ChosenFault = { name: 'qkv_bias_uninitialised', layer: 1 };

/** The attempts at a fix. Each was made on top of the fault, which nobody had found yet. */
const attempts: Partial<Record<Chapter, ChosenFault[]>> = {
  symptom: [bias],
  scaling: [bias, { name: 'embedding_scaled', layer: null }],
  clamping: [bias, { name: 'k_gain_clamped', layer: null }],
  precision: [bias, { name: 'gain_after_rounding', layer: null }, { name: 'swiglu_f16_overflow', layer: null }],
  fix: [],
};

/** In the chat format, so that the answer makes sense. For the numbers any text would do. */
const prompt =
  '<|im_start|>user\nWhich day comes after Monday?<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\n';
const tokens = 24;

/** What runs take, relative to each other. */
const effort = { trace: 1, diagnosis: 3 };

function effortOf(chapter: Chapter): number {
  const diagnoses = chapter === 'replay' || chapter === 'fix';
  return (chapter === 'replay' ? 0 : effort.trace) + (diagnoses ? effort.diagnosis : 0);
}

const allEffort = chapters.reduce((sum, chapter) => sum + effortOf(chapter), 0);

export interface StoryState {
  /** The chapter that is running. */
  at: Chapter | null;
  runs: Partial<Record<Chapter, StoryRow>>;
  /** The diagnosis with the fault. */
  blamed: Diagnosis | null;
  /** The diagnosis without it. */
  clean: Diagnosis | null;
  failure: Failure | null;
  /** Plays all chapters. Does nothing while it plays. */
  play: () => Promise<void>;
}

export function createStory(engine: Engine) {
  return createStore<StoryState>()((set, get) => {
    const blank = { at: null, runs: {}, blamed: null, clean: null, failure: null };
    engine.subscribe(({ model }, before) => {
      if (model !== before.model) set(blank);
    });

    /** Runs a chapter. Tells how much it has done, as {@link effort} counts. */
    async function run(
      api: EngineApi,
      chapter: Chapter,
      tell: (done: number) => void,
    ): Promise<Result<Partial<StoryState>>> {
      const { model } = engine.getState();
      const diagnosed = (prompt: Prompt | null, fault: ChosenFault | null, before: number) =>
        api.diagnose({ prompt, program: uniformProgram('fused'), fault, bisect: false }, ({ done }) =>
          tell(before + effort.diagnosis * done),
        );
      const asked = model?.cannotChat === null ? { text: prompt } : null;
      if (chapter === 'replay') {
        const found = await diagnosed(asked, bias, 0);
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
      const traced = await api.trace(request, async () => {});
      if (!traced.ok) return traced;
      const traces: Partial<StoryState> = { runs: { ...get().runs, [chapter]: summed(traced.value) } };
      if (chapter !== 'fix') return { ok: true, value: traces };
      const clean = await diagnosed(asked, null, effort.trace);
      return clean.ok ? { ok: true, value: { ...traces, clean: clean.value } } : clean;
    }

    return {
      ...blank,
      async play() {
        if (get().at) return;
        set(blank);
        await engine.getState().occupy('story', async (api, tell) => {
          let before = 0;
          for (const chapter of chapters) {
            const told = (done: number) => tell({ doing: chapter, done: (before + done) / allEffort });
            set({ at: chapter });
            told(0);
            const result = await run(api, chapter, told);
            if (!result.ok) {
              const { failure } = result;
              return set({ failure: failure.kind === 'stopped' ? null : failure });
            }
            set(result.value);
            before += effortOf(chapter);
          }
        });
        set({ at: null });
      },
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
