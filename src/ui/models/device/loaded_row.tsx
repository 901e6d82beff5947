import { HardDriveDownload } from 'lucide-react';
import { useState } from 'react';
import type { Failure } from '../../../result.ts';
import { bytes } from '../../../format.ts';
import { useLibrary } from '../../../store/hooks.ts';
import { addressOf } from '../../../store/last_model/loader.ts';
import { library as libraryStore } from '../../../store/stores.ts';
import type { Address } from '../../../vocabulary/checkpoint_sources.ts';
import type { CheckpointLocation, LoadedModel } from '../../../worker/api.ts';
import { Button } from '../../controls/button.tsx';
import styles from './device.module.css';
import { t } from '../../../strings/models/t.ts';

/** The loaded model where it is not kept: it stays on the GPU as long as the page. */
export function LoadedRow({ model, source }: { model: LoadedModel; source: CheckpointLocation }) {
  const canKeep = useLibrary(({ library }) => library !== null && library.unavailable === null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const keep = async (address: Address) => {
    const kept = await libraryStore.getState().keep(address);
    setFailure(kept.ok ? null : kept.failure);
  };
  const address = addressOf(source);
  const where = address ? t('notKept') : source.kind === 'files' ? t('fromFolder') : t('bundledHere');
  return (
    <li className={styles.row} aria-label={model.name}>
      <div className={styles.head}>
        <h4>{model.name}</h4>
        <span className={styles.badge}>{t('onTheGpu')}</span>
      </div>
      <p className={styles.facts}>
        {bytes(model.weightBytes)} · {model.dtypes.join(', ')} · {where}
      </p>
      {failure && <p className={styles.danger}>{failure.message}</p>}
      {address && canKeep && (
        <div className={styles.actions}>
          <Button icon={HardDriveDownload} onClick={() => void keep(address)}>
            {t('keepOnDevice')}
          </Button>
        </div>
      )}
    </li>
  );
}
