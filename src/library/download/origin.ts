import type { Address } from '../../vocabulary/checkpoint_sources.ts';

/** Where a kept model's files come from: the commit that was chosen when it was added, though a branch may have moved on. */
export function pinned(address: Address, revision: string | null): Address {
  return address.kind === 'hub' && revision !== null ? { ...address, revision } : address;
}
