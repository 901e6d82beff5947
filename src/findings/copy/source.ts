import { t } from '../../strings/finding/t.ts';
import { withoutSecrets, type RecordedSource } from '../../vocabulary/checkpoint_sources.ts';

/** Where a checkpoint came from, without what may be secret in its address. */
export function sourceInWords(source: RecordedSource): string {
  const said = withoutSecrets(source);
  switch (said.kind) {
    case 'bundled':
      return t('bundled');
    case 'hub':
      return t('hubAt', { id: said.id, revision: said.revision });
    case 'url':
      return said.base;
    case 'folder':
      return t('folder', { name: said.name });
  }
}
