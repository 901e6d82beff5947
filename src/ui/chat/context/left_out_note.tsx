import { leftOutFor } from '../../../store/chat/left_out.ts';
import { useConversation } from '../../../store/hooks.ts';
import styles from './context.module.css';
import { t } from '../../../strings/context/t.ts';

/** Below an answer before which messages were left out. */
export function LeftOutNote({ id }: { id: number }) {
  const leftOut = useConversation(({ tree }) => leftOutFor(tree, id));
  if (leftOut === 0) return null;
  return <p className={styles.note}>{t('leftOut', { count: leftOut })}</p>;
}
