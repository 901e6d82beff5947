import { ConversationList } from './conversation_list.tsx';
import { focusMessage } from '../chat/focus_message.ts';
import styles from './conversations.module.css';

/** The list beside the chat. */
export function Sidebar() {
  return (
    <aside className={styles.sidebar} aria-label="Conversations">
      <ConversationList onOpen={focusMessage} />
    </aside>
  );
}
