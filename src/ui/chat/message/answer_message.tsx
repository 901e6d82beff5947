import { RefreshCw } from 'lucide-react';
import { memo } from 'react';
import type { Answer } from '../../../store/chat/conversation.ts';
import { useAnswering } from '../../../store/hooks.ts';
import { answering } from '../../../store/stores.ts';
import { IconButton } from '../../controls/button.tsx';
import { CopyButton } from '../../controls/copy_button.tsx';
import actions from './actions.module.css';
import { AnswerEnd } from './answer_end.tsx';
import styles from './answer_message.module.css';
import { BranchSwitch } from './branch_switch.tsx';
import { focusMessage } from '../focus_message.ts';
import { FormattedText } from '../markdown/formatted_text.tsx';
import { Prefill } from './prefill.tsx';
import { Thinking } from './thinking.tsx';
import { useCanAsk } from '../use_can_ask.ts';

interface Props {
  id: number;
  message: Answer;
  branches: number[];
}

export const AnswerMessage = memo(function AnswerMessage({ id, message, branches }: Props) {
  const live = useAnswering((state) => (state.live?.id === id ? state.live : null));
  const idle = useAnswering((state) => state.live === null);
  const canAsk = useCanAsk();
  const { content, thinking } = live ?? message;
  return (
    <article className={styles.answer} aria-label="Answer" aria-busy={live !== null}>
      <h2 className="visually-hidden">Answer</h2>
      {live?.phase === 'prefill' && <Prefill progress={live.prefill} />}
      {thinking && (
        <Thinking
          text={thinking}
          durationMs={live ? live.thinkingMs : (message.figures?.thinkingMs ?? null)}
          running={live?.phase === 'thinking'}
        />
      )}
      {content && <FormattedText text={content} growing={live !== null} />}
      {!live && (
        <>
          <AnswerEnd answer={message} />
          <div className={actions.actions}>
            <BranchSwitch id={id} branches={branches} of="answer" />
            <CopyButton label="Copy answer" text={() => message.content} />
            <IconButton
              label="Regenerate"
              icon={RefreshCw}
              disabled={!idle || !canAsk}
              onClick={() => {
                focusMessage();
                void answering.getState().regenerate(id);
              }}
            />
          </div>
        </>
      )}
    </article>
  );
});
