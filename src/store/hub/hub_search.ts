import { createStore } from 'zustand/vanilla';
import type { FoundModel } from '../../catalogue/found_models.ts';
import { attempt } from '../../result.ts';
import type { HubAccess } from '../../vocabulary/hub_access.ts';
import { fetched } from '../fetched.ts';

export type Search =
  | { at: 'idle' }
  | { at: 'searching' }
  | { at: 'found'; models: readonly FoundModel[] }
  | { at: 'failed'; message: string };

export interface HubSearchState {
  query: string;
  search: Search;
  /** Searches once the person has stopped typing. An empty name ends the search. */
  type: (query: string) => void;
  stop: () => void;
}

interface Parts {
  access: () => HubAccess;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Runs later what a further call replaces. */
  debounce: (run: () => void) => void;
}

/** Finds models on the hub, or on its mirror, by their names. */
export function createHubSearch({ access, fetch, debounce }: Parts) {
  return createStore<HubSearchState>()((set, get) => {
    let running = new AbortController();

    function end(): void {
      running.abort();
      running = new AbortController();
    }

    async function ask(): Promise<void> {
      end();
      const { signal } = running;
      const name = get().query.trim();
      if (name === '') return;
      set({ search: { at: 'searching' } });
      const asking = await attempt(() => fetched(import('./ask_hub.ts')));
      const search: Search = asking.ok
        ? await asking.value.askHub(name, { ...access(), fetch, signal })
        : { at: 'failed', message: asking.failure.message };
      if (!signal.aborted) set({ search });
    }

    return {
      query: '',
      search: { at: 'idle' },
      type(query) {
        set({ query });
        if (query.trim() === '') get().stop();
        debounce(() => void ask());
      },
      stop() {
        end();
        set({ search: { at: 'idle' } });
      },
    };
  });
}
