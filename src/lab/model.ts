import type { Checkpoint } from '../model/checkpoint/checkpoint.ts';
import type { NormGains } from '../model/weights/norm_gains.ts';
import type { ModelWeights } from '../model/families/family.ts';
import type { PassModel } from '../model/pass/pass_memory.ts';
import type { Session } from '../model/sequence/session.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import type { LoadedModel } from './contract/loaded_model.ts';

/** A model on the GPU. */
export interface Model {
  info: LoadedModel;
  eosIds: readonly number[];
  /** Where its weights came from. */
  checkpoint: Checkpoint;
  weights: ModelWeights;
  /** Gains of the norms, as stored. */
  gains: NormGains;
  /** Null without tokenizer.json. `info.cannotChat` says so, and also when only the chat template is missing. */
  tokenizer: Tokenizer | null;
  /** The chat's session; the lab runs in sessions of its own. */
  session: Session;
  freeWeights: () => void;
}

/** What sessions of a loaded model are created with. */
export const passModel = ({ info, weights }: Pick<Model, 'info' | 'weights'>): PassModel => ({
  config: info.config,
  weights,
  cacheType: info.cache.type,
});
