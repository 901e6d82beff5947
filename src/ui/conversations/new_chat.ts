import { answering, showConversation } from '../../store/stores.ts';
import { focusMessage } from '../chat/focus_message.ts';

/** Does nothing while an answer runs: it is stopped on purpose, and not by the way. */
export function startNewChat(): void {
  if (answering.getState().streaming) return;
  void showConversation(null).then(focusMessage);
}
