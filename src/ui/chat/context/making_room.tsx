import type { MakingRoom as Making } from '../../../store/chat/making_room.ts';
import { answering } from '../../../store/stores.ts';
import { Button } from '../../controls/button.tsx';
import styles from './context.module.css';
import { t } from '../../../strings/context/t.ts';

/** In place of an answer, while room for it is made in the context. */
export function MakingRoom({ making }: { making: Making }) {
  const { decide } = answering.getState();
  if (making.at === 'summarising') {
    return (
      <div className={styles.making}>
        <p role="status">{t('summarising')}</p>
        {making.text && <p className={styles.summary}>{making.text}</p>}
        <Button onClick={() => decide('leave-out')}>{t('withoutSummary')}</Button>
      </div>
    );
  }
  return (
    <div className={styles.making} role="group" aria-label={t('full')}>
      <p role="status">{t('question', { count: making.leftOut })}</p>
      <div className={styles.buttons}>
        <Button look="primary" onClick={() => decide('leave-out')}>
          {t('leaveOut')}
        </Button>
        <Button onClick={() => decide('summarise')}>{t('summariseThem')}</Button>
      </div>
    </div>
  );
}
