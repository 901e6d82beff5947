import { Dialog } from '../controls/dialog.tsx';
import { closeDialog } from '../view/view.ts';
import { ConversationList } from './conversation_list.tsx';

/** The list in front of the chat, where it has no room beside it. */
export function ConversationsDialog() {
  return (
    <Dialog title="Conversations" description="They are stored in this browser only." place="left">
      <ConversationList onOpen={closeDialog} />
    </Dialog>
  );
}
