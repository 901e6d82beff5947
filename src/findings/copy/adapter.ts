import type { AdapterDescription } from '../../worker/api.ts';

/** The name of an adapter. Browsers fill in any of these fields or, for privacy, none. */
export function adapterName({ description, device, vendor, architecture, isFallback }: AdapterDescription): string {
  const name = description || device || [vendor, architecture].filter(Boolean).join(' ') || 'unnamed adapter';
  return isFallback ? `${name} (on the CPU)` : name;
}
