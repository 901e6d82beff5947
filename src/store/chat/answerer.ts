import { createStore } from 'zustand/vanilla';
import type { Answers, ChatModel, Peer } from '../../peers/peer.ts';
import type { LoadedModel } from '../../worker/api.ts';
import type { Engine } from '../engine/engine.ts';
import type { EngineState } from '../engine/engine_state.ts';
import type { Peers } from '../peers/peers.ts';

/** Who answers: this page's engine, or the peer that a person has chosen. */
export interface AnswererState {
  /** Null while there is none. */
  model: ChatModel | null;
  /** Null for this page's engine. */
  peer: Peer | null;
  /** Whether a message has to wait for what the engine does. */
  busy: boolean;
  /** Whether a message that waits would wait for nothing. */
  lost: boolean;
  /** Runs a job that somebody waits for. */
  run: <T>(job: (answers: Answers) => Promise<T>) => Promise<T>;
  /** For calls that nobody has to wait for. */
  answers: () => Answers;
  /** Ends the job in progress. */
  stop: () => void;
}

export function createAnswerer(engine: Engine, peers: Peers) {
  const byPeer = (peer: Peer): AnswererState => ({
    model: peer.model,
    peer,
    busy: false,
    lost: false,
    run: (job) => job(peer),
    answers: () => peer,
    stop: () => peer.stop(),
  });

  let before: { loaded: LoadedModel; model: ChatModel } | null = null;
  function modelOf(loaded: LoadedModel | null): ChatModel | null {
    if (loaded !== before?.loaded) before = loaded && { loaded, model: chatModelOf(loaded) };
    return before?.model ?? null;
  }

  function byEngine(state: EngineState): AnswererState {
    const { device, model, loadFailure, run, api, stop } = state;
    return {
      model: modelOf(model),
      peer: null,
      busy: isBusy(state),
      lost: device.at !== 'open' || loadFailure !== null || (model?.cannotChat ?? null) !== null,
      run,
      answers: api,
      stop,
    };
  }

  const current = () => {
    const { chosen } = peers.getState();
    return chosen ? byPeer(chosen) : byEngine(engine.getState());
  };
  const store = createStore<AnswererState>()(current);
  for (const each of [engine, peers]) each.subscribe(() => store.setState(current()));
  return store;
}

/** The loaded model as a conversation knows it. The weight choice is no part of its hash, but of its name. */
export function chatModelOf({ name, weights, hash, context, config, ...rest }: LoadedModel): ChatModel {
  const { recommended, switchesThinking, takesTools, cannotChat } = rest;
  return {
    name: weights.choice === 'stored' ? name : `${name}, ${weights.choice}`,
    hash,
    context,
    maxPositions: config.maxPositions,
    recommended,
    switchesThinking,
    takesTools,
    cannotChat,
  };
}

function isBusy({ device, loading, occupation }: EngineState): boolean {
  return device.at === 'opening' || loading !== null || occupation !== null;
}

export type Answerer = ReturnType<typeof createAnswerer>;
