import { createStore } from 'zustand/vanilla';
import type { Peer } from '../../peers/peer.ts';

/** Engines that are not ours, for as long as the page is open. */
export interface PeersState {
  peers: readonly Peer[];
  /** The one that answers; null while this page's engine does. */
  chosen: Peer | null;
  /** Adds a peer, in place of one with the same id, and has it answer. */
  add: (peer: Peer) => void;
  /** Ends a peer. This page's engine answers in its place. */
  remove: (id: string) => void;
  choose: (peer: Peer | null) => void;
}

export function createPeers() {
  return createStore<PeersState>()((set, get) => ({
    peers: [],
    chosen: null,
    add(peer) {
      get().remove(peer.id);
      set(({ peers }) => ({ peers: [...peers, peer], chosen: peer }));
    },
    remove(id) {
      const { peers, chosen } = get();
      const gone = peers.find((peer) => peer.id === id);
      if (!gone) return;
      set({ peers: peers.filter((peer) => peer !== gone), chosen: chosen === gone ? null : chosen });
      gone.end();
    },
    choose: (chosen) => set({ chosen }),
  }));
}

export type Peers = ReturnType<typeof createPeers>;
