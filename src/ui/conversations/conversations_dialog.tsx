import { Dialog } from '../controls/dialog.tsx';
import { closeDialog } from '../view/view.ts';
import { ConversationList } from './conversation_list.tsx';
import { t } from '../../strings/conversations/t.ts';

/** The list in front of the chat, where it has no room beside it. */
export function ConversationsDialog() {
  return (
    <Dialog title={t('title')} description={t('description')} place="left">
      <ConversationList onOpen={closeDialog} />
    </Dialog>
  );
}
