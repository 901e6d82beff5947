import type { KeptModel, LibraryState } from '../../library/contract.ts';
import { sameLocation, type CheckpointLocation } from '../../vocabulary/checkpoint_sources.ts';

/** The kept model that is read from `location`. */
export function keptFrom(library: LibraryState | null, location: CheckpointLocation): KeptModel | null {
  return library?.models.find(({ source }) => sameLocation(source, location)) ?? null;
}

/** Whether bytes of a model are coming, or will without anybody doing anything. */
export const isComing = ({ state }: KeptModel): boolean =>
  state === 'queued' || state === 'downloading' || state === 'retrying';
