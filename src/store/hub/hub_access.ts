import * as v from 'valibot';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import { hubAddress, type HubAccess, huggingFace } from '../../vocabulary/hub_access.ts';
import { type Cells, validated } from '../storage.ts';

const storedSchema = v.object({
  /** The address that a person set. */
  setting: v.pipe(
    v.string(),
    v.check((address) => hubAddress(address) === address),
  ),
});
type Stored = v.InferOutput<typeof storedSchema>;

export interface HubAccessState extends HubAccess, Stored {
  /** Reaches the hub at another address, from now on and at later visits. A token is for one address: it is forgotten. */
  reachAt: (hub: string) => void;
  /** Signs in, until the page is closed. */
  signIn: (token: string | null) => void;
}

interface Parts {
  cells: Cells | null;
  /** The query of the page's address: `?hub=https://mirror.example/` is the hub for this visit. */
  query: string;
  onUnsaved: (reason: string) => void;
  /** Hears why the address of the page names no hub. */
  onWrongHub: (message: string) => void;
}

export function createHubAccess({ cells, query, onUnsaved, onWrongHub }: Parts) {
  const asked = new URLSearchParams(query).get('hub');
  const forVisit = asked === null ? null : hubAddress(asked);
  if (asked !== null && forVisit === null) {
    onWrongHub('The page’s address names no hub: write ?hub=https://mirror.example/');
  }
  return createStore<HubAccessState>()(
    persist(
      (set) => ({
        hub: forVisit ?? huggingFace.hub,
        setting: huggingFace.hub,
        token: null,
        reachAt: (hub) => set({ hub, setting: hub, token: null }),
        signIn: (token) => set({ token }),
      }),
      {
        name: 'plumbline.hub',
        version: 1,
        storage: validated<Stored>(cells, 1, storedSchema, onUnsaved),
        partialize: ({ setting }) => ({ setting }),
        merge(stored, current) {
          const { setting } = { ...current, ...(stored as Stored | undefined) };
          return { ...current, setting, hub: forVisit ?? setting };
        },
      },
    ),
  );
}
