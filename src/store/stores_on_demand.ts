/** Stores that the first view does without: fetched with what shows them. */
import { debounced } from './debounced.ts';
import { createSharing } from './findings/sharing.ts';
import { createHubSearch } from './hub/hub_search.ts';
import { createInspecting } from './inspect/inspecting.ts';
import { createBenching } from './lab/jobs/benching.ts';
import { createChecking } from './lab/jobs/checking.ts';
import { createComparing } from './lab/jobs/comparing.ts';
import { createDiagnosing } from './lab/jobs/diagnosing.ts';
import { createOwnKernel } from './lab/jobs/own_kernel.ts';
import { createRemedying } from './lab/jobs/remedying.ts';
import { createStory } from './lab/story.ts';
import { createConnecting } from './peers/connecting.ts';
import { createTransformers } from './peers/transformers.ts';
import { connectTransformers } from './peers/transformers_client.ts';
import { localCells } from './storage.ts';
import { answering, conversation, conversationSettings, engine, hubAccess, onUnsaved, peers } from './stores.ts';

export const diagnosing = createDiagnosing(engine);
export const benching = createBenching(engine, peers);
export const checking = createChecking(engine, async (url) => {
  const answer = await fetch(url).catch(() => null);
  return answer?.ok ? answer.blob() : null;
});
export const ownKernel = createOwnKernel({
  engine,
  cells: localCells(),
  randomSeed: () => crypto.getRandomValues(new Uint16Array(1))[0]!,
  onUnsaved,
});
export const comparing = createComparing(engine);
export const connecting = createConnecting(peers, () => import('../peers/remote/remote_peer.ts'));
export const transformers = createTransformers({
  engine,
  peers,
  hub: () => hubAccess.getState(),
  connect: connectTransformers,
  pageAddress: document.baseURI,
});
export const remedying = createRemedying(engine);
export const sharing = createSharing(engine);
export const story = createStory(engine);
export const inspecting = createInspecting({ engine, conversation, settings: conversationSettings, answering });
export const hubSearch = createHubSearch({
  access: () => hubAccess.getState(),
  fetch: (url, init) => fetch(url, init),
  debounce: debounced(),
});
