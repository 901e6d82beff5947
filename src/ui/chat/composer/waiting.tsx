import { useAnswering, useComposing, useEngine } from '../../../store/hooks.ts';
import { Button } from '../../controls/button.tsx';
import { jobs } from '../../engine/texts.ts';
import styles from './composer.module.css';

/** Above a message that is sent once the engine is free. What the lab has the engine do may give way to it. */
export function Waiting() {
  const waiting = useComposing((state) => state.waiting);
  const { takeBack, sendNow } = useComposing((state) => state);
  const job = useEngine(({ occupation }) => occupation?.job ?? null);
  const streaming = useAnswering((state) => state.streaming !== null);
  const end = streaming ? 'when this answer ends' : job ? `when ${jobs[job].name} ends` : 'once the model is loaded';
  return (
    <div role="status">
      {waiting && (
        <div className={styles.waiting}>
          <p>Waits: it is sent {end}.</p>
          {job && !streaming && (
            <Button aria-label={`Send now, and stop ${jobs[job].name}`} onClick={sendNow}>
              Send now
            </Button>
          )}
          <Button look="quiet" onClick={takeBack}>
            Do not send
          </Button>
        </div>
      )}
    </div>
  );
}
