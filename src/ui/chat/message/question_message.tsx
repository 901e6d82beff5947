import { Pencil } from 'lucide-react';
import { lazy, memo, useEffect, useRef, useState } from 'react';
import type { Question } from '../../../store/conversations/message.ts';
import { useAnswering } from '../../../store/hooks.ts';
import { IconButton } from '../../controls/button.tsx';
import { CopyButton } from '../../controls/copy_button.tsx';
import { OnDemand } from '../../controls/on_demand.tsx';
import actions from './actions.module.css';
import { Attachments } from '../attachments/attachments.tsx';
import { BranchSwitch } from './branch_switch.tsx';
import { LongText } from './long_text.tsx';
import styles from './question_message.module.css';
import { useCanAsk } from '../use_can_ask.ts';
import { withStrings } from '../../../strings/catalogue.ts';
import { t } from '../../../strings/answers/t.ts';

const EditQuestion = lazy(async () => ({ default: (await withStrings(import('./edit_question.tsx'))).EditQuestion }));

interface Props {
  id: number;
  message: Question;
  branches: number[];
}

export const QuestionMessage = memo(function QuestionMessage({ id, message, branches }: Props) {
  const [editing, setEditing] = useState(false);
  const canAsk = useCanAsk();
  const idle = useAnswering(({ streaming }) => streaming === null);
  const editButton = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    // A cancelled edit leaves the focus nowhere. A sent one has already moved it.
    if (wasEditing.current && !editing && document.activeElement === document.body) editButton.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  if (editing) {
    return (
      <OnDemand>
        <EditQuestion id={id} question={message} onDone={() => setEditing(false)} />
      </OnDemand>
    );
  }
  return (
    <div className={styles.question}>
      <h2 className="visually-hidden">{t('you')}</h2>
      <Attachments attachments={message.attachments ?? []} />
      {message.content !== '' && (
        <p className={styles.bubble} dir="auto">
          <LongText text={message.content} />
        </p>
      )}
      <div className={actions.actions}>
        <BranchSwitch id={id} branches={branches} of="question" />
        <CopyButton label={t('copyMessage')} text={() => message.content} />
        <IconButton
          ref={editButton}
          label={t('editMessage')}
          icon={Pencil}
          disabled={!idle || !canAsk}
          onClick={() => setEditing(true)}
        />
      </div>
    </div>
  );
});
