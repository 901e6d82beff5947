import { useComposing } from '../../../store/hooks.ts';
import { Button } from '../../controls/button.tsx';
import styles from './composer.module.css';

/** Above a message that is sent once the answer in progress has ended. */
export function Waiting() {
  const waiting = useComposing((state) => state.waiting);
  const takeBack = useComposing((state) => state.takeBack);
  return (
    <div role="status">
      {waiting && (
        <div className={styles.waiting}>
          <p>Waits: it is sent when this answer ends.</p>
          <Button look="quiet" onClick={takeBack}>
            Do not send
          </Button>
        </div>
      )}
    </div>
  );
}
