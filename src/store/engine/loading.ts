import type { CheckpointLocation, LoadProgress } from '../../worker/api.ts';

/** A load in progress. */
export interface Loading {
  name: string;
  location: CheckpointLocation;
  /** Null until the first weights are read. */
  progress: LoadProgress | null;
  bytesPerSecond: number | null;
  cancelled: boolean;
}

export function loadingOf(name: string, location: CheckpointLocation): Loading {
  return { name, location, progress: null, bytesPerSecond: null, cancelled: false };
}
