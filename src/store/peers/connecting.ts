import { createStore } from 'zustand/vanilla';
import { attempt, type Failure } from '../../result.ts';
import type * as remote from '../../peers/remote/remote_peer.ts';
import type { Server } from '../../peers/remote/ask.ts';
import { fetched } from '../fetched.ts';
import type { Peers } from './peers.ts';

export type Connecting =
  | { at: 'idle' }
  | { at: 'asking' }
  | { at: 'refused'; failure: Failure }
  /** The server runs several models. */
  | { at: 'choosing'; found: remote.FoundServer };

export interface ConnectingState {
  connecting: Connecting;
  /** Asks a server what it runs, and has it answer. The key is kept by the peer alone, for as long as that is connected. */
  connect: (address: string, key: string) => Promise<void>;
  /** Has one of the models answer that were found. */
  choose: (model: remote.ServedModel) => Promise<void>;
}

/** `fetchRemote` fetches what speaks to servers. */
export function createConnecting(peers: Peers, fetchRemote: () => Promise<typeof remote>) {
  return createStore<ConnectingState>()((set) => {
    /** What `choose` goes on with. It has the key, and so is no part of the state. */
    let asked: { server: Server; found: remote.FoundServer } | null = null;

    async function step(work: () => Promise<Connecting>): Promise<void> {
      set({ connecting: { at: 'asking' } });
      const done = await attempt(work);
      set({ connecting: done.ok ? done.value : { at: 'refused', failure: done.failure } });
    }

    async function answerWith(model: remote.ServedModel): Promise<Connecting> {
      const { server, found } = asked!;
      const { remotePeer } = await fetched(fetchRemote());
      peers.getState().add(await remotePeer(server, found, model));
      asked = null;
      return { at: 'idle' };
    }

    return {
      connecting: { at: 'idle' },
      connect: (address, key) =>
        step(async () => {
          asked = null;
          const { serverAt, findServer } = await fetched(fetchRemote());
          const server = serverAt(address, key);
          const found = await findServer(server);
          asked = { server, found };
          return found.models.length === 1 ? answerWith(found.models[0]!) : { at: 'choosing', found };
        }),
      choose: (model) => step(() => answerWith(model)),
    };
  });
}

export type ConnectingStore = ReturnType<typeof createConnecting>;
