import type { AdapterDescription } from '../../worker/api.ts';
import { t } from '../../strings/page/t.ts';

/** What a browser calls an adapter: any of these fields or, for privacy, nothing. */
export function adapterLabel({ description, device, vendor, architecture }: AdapterDescription): string {
  return description || device || [vendor, architecture].filter(Boolean).join(' ');
}

/** A label in the language of the page. */
export function adapterInWords(label: string, isFallback: boolean): string {
  const name = label || t('unnamedAdapter');
  return isFallback ? t('onTheCpu', { adapter: name }) : name;
}

export const adapterName = (adapter: AdapterDescription): string =>
  adapterInWords(adapterLabel(adapter), adapter.isFallback);
