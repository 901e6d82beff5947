import type { Source } from '../../model/checkpoint/sources/source.ts';
import type { Address } from '../../vocabulary/checkpoint_sources.ts';
import type { Platform } from '../platform.ts';

/** Where a kept model's files come from: from the commit that was chosen when it was added, though a branch may have moved on. */
export function originOf(
  platform: Platform,
  { address, revision }: { address: Address; revision: string | null },
): Source {
  return platform.open(address.kind === 'hub' && revision !== null ? { ...address, revision } : address);
}
