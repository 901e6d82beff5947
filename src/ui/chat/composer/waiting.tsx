import { useAnswering, useComposing, useEngine } from '../../../store/hooks.ts';
import { Button } from '../../controls/button.tsx';
import styles from './composer.module.css';
import { t } from '../../../strings/chat/t.ts';
import { t as ofEngine } from '../../../strings/engine/t.ts';

/** Above a message that is sent once the engine is free. What the lab has the engine do may give way to it. */
export function Waiting() {
  const waiting = useComposing((state) => state.waiting);
  const { takeBack, sendNow } = useComposing((state) => state);
  const streaming = useAnswering((state) => state.streaming !== null);
  const job = useEngine(({ occupation }) => occupation && ofEngine(`${occupation.job}Name`));
  return (
    <div role="status">
      {waiting && (
        <div className={styles.waiting}>
          <p>{streaming ? t('waitsForAnswer') : job ? t('waitsForJob', { job }) : t('waitsForModel')}</p>
          {job && !streaming && (
            <Button aria-label={t('sendNowStop', { job })} onClick={sendNow}>
              {t('sendNow')}
            </Button>
          )}
          <Button look="quiet" onClick={takeBack}>
            {t('takeBack')}
          </Button>
        </div>
      )}
    </div>
  );
}
