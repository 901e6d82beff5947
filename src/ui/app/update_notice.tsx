import { X } from 'lucide-react';
import { useEngine, useUpdate } from '../../store/hooks.ts';
import { Button, IconButton } from '../controls/button.tsx';
import styles from './update_notice.module.css';

/** Offers a new version of the page. Nothing is interrupted for it: not an answer, a load or a job of the lab. */
export function UpdateNotice() {
  const { waiting, reload, dismiss } = useUpdate((update) => update);
  const idle = useEngine((engine) => engine.idle);
  return (
    <div role="status">
      {waiting && (
        <div className={styles.notice}>
          <p>{idle ? 'A new version is ready.' : 'A new version is ready. Reload when the model is idle.'}</p>
          <Button disabled={!idle} onClick={() => void reload()}>
            Reload
          </Button>
          <IconButton label="Dismiss" icon={X} onClick={dismiss} />
        </div>
      )}
    </div>
  );
}
