import { foundModels } from '../../catalogue/found_models.ts';
import { watchPolicy, whyNoAnswer } from '../../no_answer.ts';
import type { HubAccess } from '../../vocabulary/hub_access.ts';
import type { Search } from './hub_search.ts';

/** As many as a person looks through. */
const limit = 30;

interface Asked extends HubAccess {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  signal: AbortSignal;
}

/** Asks the hub, or its mirror, for models by their name. */
export async function askHub(name: string, { hub, token, fetch, signal }: Asked): Promise<Search> {
  const { host } = new URL(hub);
  const query = new URLSearchParams({ search: name, limit: `${limit}`, sort: 'downloads', direction: '-1' });
  const headers: HeadersInit = token === null ? {} : { Authorization: `Bearer ${token}` };
  const failed = (message: string): Search => ({ at: 'failed', message });
  const address = `${hub}api/models?${query}`;
  const policy = watchPolicy();
  try {
    // A redirect to another host must not carry the token along.
    const redirect = token === null ? 'follow' : 'error';
    const response = await fetch(address, { headers, redirect, signal });
    if (!response.ok) return failed(`${host} answers ${response.status}: ${remedy(response.status)}.`);
    const models = foundModels(await response.json().catch(() => null));
    return models
      ? { at: 'found', models }
      : failed(`${host} has no search of the hub’s API: check the hub’s address.`);
  } catch (error) {
    if (signal.aborted) return { at: 'idle' };
    const reason = error instanceof Error ? error.message : String(error);
    const why = await whyNoAnswer(address, reason, await policy.forbids(), fetch);
    return failed(`${host}: ${why}. Models on this device work without it.`);
  } finally {
    policy.stop();
  }
}

function remedy(status: number): string {
  if (status === 401 || status === 403) return 'check the access token';
  if (status === 429) return 'wait a few minutes, then search again';
  return status >= 500 ? 'search again later' : 'check the hub’s address';
}
