/** Loads what a person chose, keeps it on this device, and remembers it for the next visit. */
import type { Failure } from '../../result.ts';
import type { KeptModel } from '../../library/contract.ts';
import {
  withoutSecrets,
  type Address,
  type CheckpointLocation,
  type RecordedSource,
} from '../../vocabulary/checkpoint_sources.ts';
import type { LoadOptions } from '../../worker/api.ts';
import type { ChoiceStore } from '../engine/choice.ts';
import { optionsOf, usualOptions } from '../engine/load_options.ts';
import { bundled, type Engine } from '../engine/engine.ts';
import type { InspectedCheckpoint } from '../engine/engine_state.ts';
import type { Library } from '../library/library.ts';
import { keptFrom } from '../library/find.ts';
import type { NoticeStore } from '../notice.ts';
import { rememberFolder } from './folder.ts';
import type { LastModels } from './last_models.ts';
import { t } from '../../strings/page/t.ts';

interface Parts {
  engine: Engine;
  choice: ChoiceStore;
  library: Library;
  lastModels: LastModels;
  notice: NoticeStore;
  /** Ends the answer in progress. */
  stopAnswering: () => Promise<void>;
}

/** The address under which a checkpoint can be kept; null for those that are on this machine already. */
export function addressOf(location: CheckpointLocation): Address | null {
  return location.kind === 'files' || location === bundled ? null : location;
}

export function recordOf(location: CheckpointLocation): RecordedSource {
  if (location.kind === 'files') return { kind: 'folder', name: location.name };
  const address = addressOf(location);
  return address ? withoutSecrets(address) : { kind: 'bundled' };
}

export function createLoader({ engine, choice, library, lastModels, notice, stopAnswering }: Parts) {
  /** Adds a checkpoint to the downloads. From then on what the engine reads of it stays here, too. Answers why not. */
  async function keep({ location }: InspectedCheckpoint): Promise<Failure | null> {
    const address = addressOf(location);
    const kept = address && (await library.getState().keep(address));
    return kept?.ok === false ? kept.failure : null;
  }

  async function load(checkpoint: InspectedCheckpoint, options: LoadOptions, keeping: boolean): Promise<boolean> {
    const { location, summary } = checkpoint;
    const failure = keeping ? await keep(checkpoint) : null;
    // Where nothing can be kept at all, the dialog has said so.
    if (failure && failure.kind !== 'no-storage') {
      notice.getState().show(t('notStored', { name: summary.name, reason: failure.message }));
    }
    await stopAnswering();
    if (!(await engine.getState().load(checkpoint, options))) return false;
    lastModels.getState().remember({ name: summary.name, source: recordOf(location), options });
    if (location.kind === 'files' && location.handle) await rememberFolder(location.handle);
    const kept = keptFrom(library.getState().library, location);
    if (kept) await library.getState().used(kept.id, summary.dtypes.join(', '));
    return true;
  }

  return {
    /** Downloads a checkpoint without loading it. Must follow a press. */
    keep,

    /** Answers whether `checkpoint` is the loaded model now. Must follow a press if it is to be kept. */
    load,

    /** Gives the model another context, and remembers that for the next visit. */
    async resize(context: number): Promise<void> {
      await stopAnswering();
      if (!(await engine.getState().resize(context))) return;
      const { model, source } = engine.getState();
      if (!model) return;
      lastModels.getState().remember({ name: model.name, source: recordOf(source), options: optionsOf(model) });
    },

    /** Loads a kept model as it was loaded last. Answers whether it is the loaded model now; why not is in `choice` or in `engine`. */
    async loadKept({ source }: KeptModel): Promise<boolean> {
      await choice.getState().inspect(source);
      const found = choice.getState().choice;
      if (found.at !== 'inspected') return false;
      const { maxPositions } = found.checkpoint.summary.config;
      const options = lastModels.getState().optionsOf(source) ?? usualOptions(maxPositions);
      return load(found.checkpoint, options, true);
    },
  };
}

export type Loader = ReturnType<typeof createLoader>;
