import { choice } from '../../../store/stores.ts';
import type { CheckpointLocation } from '../../../worker/api.ts';

export function inspect(location: CheckpointLocation): void {
  void choice.getState().inspect(location);
}
