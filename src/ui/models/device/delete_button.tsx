import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { bytes } from '../../../format.ts';
import type { KeptModel } from '../../../library/contract.ts';
import { library } from '../../../store/stores.ts';
import { Button, IconButton } from '../../controls/button.tsx';
import styles from './device.module.css';
import { t } from '../../../strings/models/t.ts';

/** Deletes a kept model, once the person has confirmed it. */
export function DeleteButton({ kept, onDeleted }: { kept: KeptModel; onDeleted?: () => void }) {
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return <IconButton icon={Trash2} label={t('deleteIt', { name: kept.name })} onClick={() => setAsking(true)} />;
  }
  const remove = async () => {
    await library.getState().remove(kept.id);
    onDeleted?.();
  };
  return (
    <div className={styles.confirm} role="group" aria-label={t('deleteSure', { name: kept.name })}>
      <span>{t('deleteBytes', { bytes: bytes(kept.keptBytes) })}</span>
      <Button look="danger" onClick={() => void remove()}>
        {t('delete')}
      </Button>
      {/* The safe answer gets the focus: a second press by mistake deletes nothing. */}
      <Button ref={(button) => button?.focus()} onClick={() => setAsking(false)}>
        {t('keep')}
      </Button>
    </div>
  );
}
