import { count } from '../../../format.ts';
import { leftOutFor } from '../../../store/chat/left_out.ts';
import { useConversation } from '../../../store/hooks.ts';
import styles from './context.module.css';

/** Below an answer before which messages were left out. */
export function LeftOutNote({ id }: { id: number }) {
  const leftOut = useConversation(({ tree }) => leftOutFor(tree, id));
  if (leftOut === 0) return null;
  return (
    <p className={styles.note}>
      Written without the {leftOut === 1 ? 'oldest question' : `oldest ${count(leftOut)} questions`} and the answers:
      the context was full.
    </p>
  );
}
