/** What the browser's reasons mean, by the name of its error, and what helps. */
const reasons: Record<string, string> = {
  QuotaExceededError: 'its storage is full. Delete models or conversations, or export all conversations to a file.',
  SecurityError: 'it denies storage to this page. Allow data of this site, or export all conversations to a file.',
  VersionError: 'a newer version of this page was opened here. Reload this one to update it.',
};

/** Why something could not be stored, as a clause with its remedy. */
export function whyUnsaved(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return reasons[error.name] ?? `${error.message}. Export all conversations to a file.`;
}
