import { type KeyboardEvent, useState } from 'react';
import { asWritten } from '../../../store/chat/as_written.ts';
import { answering } from '../../../store/stores.ts';
import { Button } from '../../controls/button.tsx';
import { focusMessage } from '../focus_message.ts';
import styles from './question_message.module.css';
import { TextBox } from '../composer/text_box.tsx';

interface Props {
  id: number;
  text: string;
  onDone: () => void;
}

/** Edits a question. Once sent, it becomes another branch, and the old one stays. */
export function EditQuestion({ id, text, onDone }: Props) {
  const [draft, setDraft] = useState(text);
  const send = () => {
    if (!draft.trim()) return;
    onDone();
    focusMessage();
    void answering.getState().edit(id, asWritten(draft));
  };
  const callOffOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault(); // it would stop an answer
    onDone();
  };
  return (
    <div className={styles.edit}>
      <TextBox
        value={draft}
        onChange={setDraft}
        onEnter={send}
        onKeyDown={callOffOnEscape}
        aria-label="Edited message"
        onFocus={(event) => event.target.setSelectionRange(text.length, text.length)}
      />
      <div className={styles.editButtons}>
        <Button look="quiet" onClick={onDone}>
          Cancel
        </Button>
        <Button look="primary" disabled={!draft.trim()} onClick={send}>
          Send edited message
        </Button>
      </div>
    </div>
  );
}
