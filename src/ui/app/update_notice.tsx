import { X } from 'lucide-react';
import { useEngine, useUpdate } from '../../store/hooks.ts';
import { Button, IconButton } from '../controls/button.tsx';
import styles from './update_notice.module.css';
import { t } from '../../strings/page/t.ts';

/** Offers a new version of the page. Nothing is interrupted for it: not an answer, a load or a job of the lab. */
export function UpdateNotice() {
  const { waiting, reload, dismiss } = useUpdate((update) => update);
  const idle = useEngine((engine) => engine.idle);
  return (
    <div role="status">
      {waiting && (
        <div className={styles.notice}>
          <p>{t(idle ? 'updateReady' : 'updateWhenIdle')}</p>
          <Button disabled={!idle} onClick={() => void reload()}>
            {t('reload')}
          </Button>
          <IconButton label={t('dismiss')} icon={X} onClick={dismiss} />
        </div>
      )}
    </div>
  );
}
