import { bytes } from '../../../format.ts';
import type { KeptModel } from '../../../library/contract.ts';
import type { Act } from '../../../store/library/library.ts';
import { useLibrary } from '../../../store/hooks.ts';
import styles from './device.module.css';
import { t } from '../../../strings/models/t.ts';

function inWords(act: Act, all: number): string {
  switch (act.at) {
    case 'exporting':
      return t('exporting', { done: bytes(act.bytes), all: bytes(all) });
    case 'exported':
      return t('exported', { folder: act.folder });
    case 'verified':
      return act.wrong === 0 ? t('verified') : t('wrongBlocks', { count: act.wrong });
    case 'failed':
      return act.failure.message;
  }
}

/** How the last thing that a person did to a model ended. */
export function LastAct({ kept }: { kept: KeptModel }) {
  const act = useLibrary(({ acts }) => acts[kept.id] ?? null);
  return (
    <output className={act?.at === 'failed' ? styles.danger : styles.act}>{act && inWords(act, kept.bytes)}</output>
  );
}
