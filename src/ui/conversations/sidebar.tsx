import { ConversationList } from './conversation_list.tsx';
import { focusMessage } from '../chat/focus_message.ts';
import styles from './conversations.module.css';
import { t } from '../../strings/conversations/t.ts';

/** The list beside the chat. */
export function Sidebar() {
  return (
    <aside className={styles.sidebar} aria-label={t('title')}>
      <ConversationList onOpen={focusMessage} />
    </aside>
  );
}
