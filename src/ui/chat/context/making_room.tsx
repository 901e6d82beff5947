import { count } from '../../../format.ts';
import type { MakingRoom as Making } from '../../../store/chat/making_room.ts';
import { answering } from '../../../store/stores.ts';
import { Button } from '../../controls/button.tsx';
import styles from './context.module.css';

/** In place of an answer, while room for it is made in the context. */
export function MakingRoom({ making }: { making: Making }) {
  const { decide } = answering.getState();
  if (making.at === 'summarising') {
    return (
      <div className={styles.making}>
        <p role="status">Summarising the messages that no longer fit the context…</p>
        {making.text && <p className={styles.summary}>{making.text}</p>}
        <Button onClick={() => decide('leave-out')}>Go on without a summary</Button>
      </div>
    );
  }
  const questions = making.leftOut === 1 ? 'the oldest question' : `the oldest ${count(making.leftOut)} questions`;
  return (
    <div className={styles.making} role="group" aria-label="The context is full">
      <p role="status">
        The conversation no longer fits the context. Shall the model go on without {questions} and the answers, or
        summarise them first? The conversation itself stays as it is.
      </p>
      <div className={styles.buttons}>
        <Button look="primary" onClick={() => decide('leave-out')}>
          Leave them out
        </Button>
        <Button onClick={() => decide('summarise')}>Summarise them</Button>
      </div>
    </div>
  );
}
