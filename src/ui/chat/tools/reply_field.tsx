import type { ToolCall } from '../../../vocabulary/tool_call.ts';
import type { ToolResponse } from '../../../store/conversations/message.ts';
import { refusal } from '../../../store/conversations/tool_calls.ts';
import { answering, conversation } from '../../../store/stores.ts';
import { reply } from '../../../store/tools/replying.ts';
import { Button } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import { useCanAsk } from '../use_can_ask.ts';
import { argumentsInWords } from './in_words.ts';
import styles from './tools.module.css';
import { t } from '../../../strings/tools/t.ts';

interface Props {
  /** The responses that this is one of. */
  id: number;
  /** Its place among them. */
  at: number;
  call: ToolCall;
  draft: string;
}

/** Where a person answers a tool call, or refuses it. What is typed is stored as it is. */
export function ReplyField({ id, at, call, draft }: Props) {
  const canAsk = useCanAsk();
  const write = (content: string, by: ToolResponse['by']) =>
    void reply({ conversation, answering }, id, at, { content, by });
  return (
    <form
      className={styles.reply}
      onSubmit={(event) => {
        event.preventDefault();
        write(draft, 'person');
      }}
    >
      <Field label={t('answerFor', { call: `${call.name}(${argumentsInWords(call)})` })} hint={t('answerHint')}>
        {(ids) => (
          <textarea {...ids} rows={2} dir="auto" value={draft} onChange={(event) => write(event.target.value, null)} />
        )}
      </Field>
      <div className={styles.buttons}>
        <Button disabled={!canAsk} onClick={() => write(refusal, 'refusal')}>
          {t('refuse')}
        </Button>
        <Button look="primary" type="submit" disabled={!canAsk || draft.trim() === ''}>
          {t('sendAnswer')}
        </Button>
      </div>
    </form>
  );
}
