import type { AdapterDescription } from '../../worker/api.ts';
import { t } from '../../strings/page/t.ts';

/** The name of an adapter. Browsers fill in any of these fields or, for privacy, none. */
export function adapterName({ description, device, vendor, architecture, isFallback }: AdapterDescription): string {
  const name = description || device || [vendor, architecture].filter(Boolean).join(' ') || t('unnamedAdapter');
  return isFallback ? t('onTheCpu', { adapter: name }) : name;
}
