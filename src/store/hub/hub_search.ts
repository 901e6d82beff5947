import { createStore } from 'zustand/vanilla';
import { foundModels, type FoundModel } from '../../catalogue/found_models.ts';
import type { HubAccess } from '../../vocabulary/hub_access.ts';

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

/** As many as a person looks through. */
const limit = 30;

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
      const search = await answer(name, signal);
      if (!signal.aborted) set({ search });
    }

    async function answer(name: string, signal: AbortSignal): Promise<Search> {
      const { hub, token } = access();
      const { host } = new URL(hub);
      const query = new URLSearchParams({ search: name, limit: `${limit}`, sort: 'downloads', direction: '-1' });
      const headers: HeadersInit = token === null ? {} : { Authorization: `Bearer ${token}` };
      const failed = (message: string): Search => ({ at: 'failed', message });
      try {
        // A redirect to another host must not carry the token along.
        const redirect = token === null ? 'follow' : 'error';
        const response = await fetch(`${hub}api/models?${query}`, { headers, redirect, signal });
        if (!response.ok) return failed(`${host} answers ${response.status}: ${remedy(response.status)}.`);
        const models = foundModels(await response.json().catch(() => null));
        return models
          ? { at: 'found', models }
          : failed(`${host} has no search of the hub’s API: check the hub’s address.`);
      } catch {
        return failed(`${host} does not answer: check the connection. Models on this device work without it.`);
      }
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

function remedy(status: number): string {
  if (status === 401 || status === 403) return 'check the access token';
  if (status === 429) return 'wait a few minutes, then search again';
  return status >= 500 ? 'search again later' : 'check the hub’s address';
}
