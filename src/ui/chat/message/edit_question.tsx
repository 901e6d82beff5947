import { type KeyboardEvent, useState } from 'react';
import { asWritten } from '../../../store/chat/as_written.ts';
import type { Question } from '../../../store/conversations/message.ts';
import { answering } from '../../../store/stores.ts';
import { Button } from '../../controls/button.tsx';
import { Attachments } from '../attachments/attachments.tsx';
import { focusMessage } from '../focus_message.ts';
import styles from './question_message.module.css';
import { TextBox } from '../composer/text_box.tsx';
import { t } from '../../../strings/answers/t.ts';

interface Props {
  id: number;
  question: Question;
  onDone: () => void;
}

/** Edits a question. Once sent, it becomes another branch, and the old one stays. */
export function EditQuestion({ id, question, onDone }: Props) {
  const { content: text } = question;
  const [draft, setDraft] = useState(text);
  const [attachments, setAttachments] = useState(question.attachments ?? []);
  const empty = !draft.trim() && attachments.length === 0;
  const send = () => {
    if (empty) return;
    onDone();
    focusMessage();
    void answering.getState().edit(id, asWritten(draft), attachments);
  };
  const callOffOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault(); // it would stop an answer
    onDone();
  };
  return (
    <div className={styles.edit}>
      <Attachments
        attachments={attachments}
        onDetach={(detached) => setAttachments(attachments.filter((each) => each !== detached))}
      />
      <TextBox
        value={draft}
        onChange={setDraft}
        onEnter={send}
        onKeyDown={callOffOnEscape}
        aria-label={t('editedMessage')}
        onFocus={(event) => event.target.setSelectionRange(text.length, text.length)}
      />
      <div className={styles.editButtons}>
        <Button look="quiet" onClick={onDone}>
          {t('cancel')}
        </Button>
        <Button look="primary" disabled={empty} onClick={send}>
          {t('sendEdited')}
        </Button>
      </div>
    </div>
  );
}
