import { t } from '../strings/page/t.ts';

/** What the browser's reasons mean, by the name of its error, and what helps. */
const reasons: Partial<Record<string, 'storageFull' | 'storageDenied' | 'newerOpened'>> = {
  QuotaExceededError: 'storageFull',
  SecurityError: 'storageDenied',
  VersionError: 'newerOpened',
};

/** Why something could not be stored, as a clause with its remedy. */
export function whyUnsaved(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const reason = reasons[error.name];
  return reason ? t(reason) : t('otherUnsaved', { reason: error.message });
}
