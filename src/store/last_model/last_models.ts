import * as v from 'valibot';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import { recordedSource, type RecordedSource } from '../../vocabulary/checkpoint_sources.ts';
import { cacheTypeSchema } from '../../vocabulary/cache_type.ts';
import { weightChoices } from '../../vocabulary/weight_choice.ts';
import type { LoadOptions } from '../../worker/api.ts';
import { type Cells, validated } from '../storage.ts';

const optionsSchema = v.object({
  context: v.pipe(v.number(), v.integer(), v.minValue(1)),
  weights: v.picklist(weightChoices),
  /** Visits before there was a choice had f32. */
  cache: v.optional(cacheTypeSchema, 'f32'),
}) satisfies v.GenericSchema<unknown, LoadOptions>;

const lastModelSchema = v.object({ name: v.string(), source: recordedSource, options: optionsSchema });

/** A model that a person loaded, and how. */
export type LastModel = v.InferOutput<typeof lastModelSchema>;

const storedSchema = v.object({ models: v.array(lastModelSchema) });

/** More than a person goes back and forth between. */
const maxStored = 24;

export interface LastModelsState {
  /** The last loaded first, each source once. */
  models: readonly LastModel[];
  remember: (model: LastModel) => void;
  /** What a model from `source` was loaded with last. */
  optionsOf: (source: RecordedSource) => LoadOptions | null;
}

const same = (a: RecordedSource, b: RecordedSource) => JSON.stringify(a) === JSON.stringify(b);

/** The models that a person loaded, from this visit and earlier ones: the first comes back at the next. */
export function createLastModels(cells: Cells | null, onUnsaved: (reason: string) => void) {
  const store = createStore<LastModelsState>()(
    persist(
      (set, get): LastModelsState => ({
        models: [],
        remember(model) {
          // Another tab may have stored others meanwhile: the last one to load a model wins, and loses no other.
          void store.persist.rehydrate();
          const others = get().models.filter(({ source }) => !same(source, model.source));
          set({ models: [model, ...others].slice(0, maxStored) });
        },
        optionsOf: (wanted) => get().models.find(({ source }) => same(source, wanted))?.options ?? null,
      }),
      {
        name: 'plumbline.models',
        version: 1,
        storage: validated(cells, 1, storedSchema, onUnsaved),
        partialize: ({ models }) => ({ models: [...models] }),
      },
    ),
  );
  return store;
}

export type LastModels = ReturnType<typeof createLastModels>;
