import { choice, hubAccess } from '../../../store/stores.ts';
import type { Address } from '../../../vocabulary/checkpoint_sources.ts';
import { meantAddress } from '../../../vocabulary/typed_address.ts';
import type { CheckpointLocation, LoadOptions } from '../../../worker/api.ts';

/** Inspects what a person means by an address that they typed. */
export function inspectTyped(typed: Address): void {
  inspect(meantAddress(typed, hubAccess.getState().hub));
}

export function inspect(location: CheckpointLocation, wanted?: LoadOptions): void {
  void choice.getState().inspect(location, wanted);
}
