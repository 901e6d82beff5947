import type { CheckpointLocation } from '../../worker/api.ts';

/**
 * Resolves a relative address against the page, since the worker would resolve it against its own script. An invalid address
 * passes unchanged: the engine refuses it.
 */
export function absolute(location: CheckpointLocation, pageAddress: string): CheckpointLocation {
  if (location.kind !== 'url' || !URL.canParse(location.base, pageAddress)) return location;
  return { ...location, base: new URL(location.base, pageAddress).href };
}
