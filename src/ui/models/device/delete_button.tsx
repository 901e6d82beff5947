import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { bytes } from '../../../format.ts';
import type { KeptModel } from '../../../library/contract.ts';
import { library } from '../../../store/stores.ts';
import { Button, IconButton } from '../../controls/button.tsx';
import styles from './device.module.css';

/** Deletes a kept model, once the person has confirmed it. */
export function DeleteButton({ kept, onDeleted }: { kept: KeptModel; onDeleted?: () => void }) {
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return <IconButton icon={Trash2} label={`Delete ${kept.name}`} onClick={() => setAsking(true)} />;
  }
  const remove = async () => {
    await library.getState().remove(kept.id);
    onDeleted?.();
  };
  return (
    <div className={styles.confirm} role="group" aria-label={`Delete ${kept.name}?`}>
      <span>Delete {bytes(kept.keptBytes)} from this device?</span>
      <Button look="danger" onClick={() => void remove()}>
        Delete
      </Button>
      {/* The safe answer gets the focus: a second press by mistake deletes nothing. */}
      <Button ref={(button) => button?.focus()} onClick={() => setAsking(false)}>
        Keep
      </Button>
    </div>
  );
}
