import { bytes } from '../../../format.ts';
import type { KeptModel } from '../../../library/contract.ts';
import { withoutSecrets } from '../../../vocabulary/checkpoint_sources.ts';
import { day } from '../../../strings/localized.ts';
import { t } from '../../../strings/models/t.ts';

/** Of a commit, as long as GitHub and Hugging Face show it. */
const shown = 7;

const commit = /^[0-9a-f]{40}$/;

/** Where a model is from, at which revision. */
function origin({ source, revision }: KeptModel): string {
  const said = withoutSecrets(source);
  if (said.kind === 'url') return said.base;
  if (said.kind !== 'hub') return '';
  const asked = commit.test(said.revision) ? said.revision.slice(0, shown) : said.revision;
  if (revision === null || revision === said.revision) return t('fromHub', { revision: asked });
  return t('fromHubAt', { revision: asked, commit: revision.slice(0, shown) });
}

export function lastUsed({ usedAt, addedAt }: KeptModel, now: number): string {
  return usedAt === null ? t('added', { day: day(addedAt, now) }) : t('used', { day: day(usedAt, now) });
}

/** Size, format, source, revision and last use, in one line. */
export function facts(kept: KeptModel, now: number): string {
  return [bytes(kept.bytes), kept.format, origin(kept), lastUsed(kept, now)].filter(Boolean).join(' · ');
}
