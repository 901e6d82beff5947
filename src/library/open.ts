import { openSource } from '../model/checkpoint/sources/open.ts';
import type { Source } from '../model/checkpoint/sources/source.ts';
import type { CheckpointLocation } from '../vocabulary/checkpoint_sources.ts';
import type { HubAccess } from '../vocabulary/hub_access.ts';
import { Notices } from './notices.ts';
import { browserPlatform } from './platform.ts';
import { keptSource } from './reading/kept_source.ts';
import { ModelStore } from './store/model_store.ts';

/** One for all checkpoints of this worker; null where nothing is kept. */
let store: Promise<ModelStore | null> | null = null;

async function openStore(): Promise<ModelStore | null> {
  const platform = await browserPlatform();
  return platform && new ModelStore(platform, new Notices(platform.channel));
}

/**
 * The checkpoint at a location, read from this device as far as it is kept here.
 *
 * @throws Refusal ('bad-request') when the location could not be one.
 */
export async function openKept(location: CheckpointLocation, access: HubAccess): Promise<Source> {
  if (location.kind === 'files') return openSource(location);
  store ??= openStore();
  const kept = await store;
  return kept ? keptSource(kept, location, access) : openSource(location, access);
}
