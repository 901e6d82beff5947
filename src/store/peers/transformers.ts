import { createStore } from 'zustand/vanilla';
import { transformersId, transformersPeer } from '../../peers/transformers/transformers_peer.ts';
import type { Failure, Result } from '../../result.ts';
import type { HubAccess } from '../../vocabulary/hub_access.ts';
import type { RuntimeDevice } from '../../vocabulary/runtime_devices.ts';
import type { Started, StartProgress, StartRequest, TransformersApi } from '../../transformers/contract.ts';
import { chatModelOf } from '../chat/answerer.ts';
import type { Connection } from '../connection.ts';
import { absolute } from '../engine/absolute.ts';
import type { Engine } from '../engine/engine.ts';
import type { Peers } from './peers.ts';
import { byChoice } from './transformers_client.ts';

export type TransformersRun =
  | { at: 'off'; failure: Failure | null }
  | { at: 'starting'; progress: StartProgress | null }
  | { at: 'running'; started: Started };

export interface TransformersState {
  run: TransformersRun;
  /** Starts it with the weights of the loaded model, and has it answer. */
  start: (device: RuntimeDevice) => Promise<void>;
  /** Ends it, whatever it does. */
  end: () => void;
}

interface Parts {
  engine: Engine;
  peers: Peers;
  hub: () => HubAccess;
  connect: () => Connection<TransformersApi>;
  pageAddress: string;
}

/** transformers.js beside this page's engine, for as long as the model stays that it was started with. */
export function createTransformers({ engine, peers, hub, connect, pageAddress }: Parts) {
  return createStore<TransformersState>()((set, get) => {
    let connection: Connection<TransformersApi> | null = null;

    function ended(failure: Failure | null): void {
      const gone = connection;
      connection = null;
      set({ run: { at: 'off', failure } });
      peers.getState().remove(transformersId);
      gone?.end(byChoice);
    }

    async function endIfCrashed(mine: Connection<TransformersApi>): Promise<void> {
      const failure = await mine.crashed;
      if (connection === mine) ended(failure);
    }

    engine.subscribe(({ model }, before) => {
      if (model?.hash !== before.model?.hash || model?.context !== before.model?.context) get().end();
    });

    return {
      run: { at: 'off', failure: null },

      async start(device) {
        const { model, source } = engine.getState();
        if (!model || get().run.at !== 'off') return;
        set({ run: { at: 'starting', progress: null } });
        const mine = (connection = connect());
        void endIfCrashed(mine);
        const { hub: address, token } = hub();
        const request: StartRequest = {
          location: absolute(source, pageAddress),
          hub: { hub: address, token },
          choice: model.weights.choice,
          device,
          context: model.context,
          stages: false,
        };
        const started = await mine.api.start(request, (progress) => {
          if (connection === mine) set({ run: { at: 'starting', progress } });
        });
        if (connection !== mine) return;
        if (!started.ok) return ended(started.failure);
        peers.getState().add(
          transformersPeer({
            api: mine.api,
            started: started.value,
            model: chatModelOf(model),
            knownAnswers: (ids, signal) => knownAnswers(connect(), request, ids, signal),
            end: () => get().end(),
          }),
        );
        set({ run: { at: 'running', started: started.value } });
      },

      end: () => {
        if (get().run.at !== 'off') ended(null);
      },
    };
  });
}

/**
 * Has a worker of its own tell what it computes in every stage, and ends it: outputs for stages make answers slower, and the first worker has
 * no room for the weights a second time.
 */
async function knownAnswers(
  { api, end }: Connection<TransformersApi>,
  request: StartRequest,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<Result<Blob>> {
  const stop = () => end(byChoice);
  signal.addEventListener('abort', stop);
  try {
    const started = await api.start({ ...request, context: ids.length, stages: true }, () => {});
    return started.ok ? await api.knownAnswers(ids) : started;
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

export type Transformers = ReturnType<typeof createTransformers>;
