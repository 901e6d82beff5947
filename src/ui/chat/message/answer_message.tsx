import { Microscope, RefreshCw, StepForward } from 'lucide-react';
import { lazy, memo, Suspense } from 'react';
import { chatModelOf } from '../../../store/chat/answerer.ts';
import type { Answer } from '../../../store/conversations/message.ts';
import { hasEarlierTurn } from '../../../store/chat/left_out.ts';
import { useAnswerer, useAnswering, useConversation, useEngine } from '../../../store/hooks.ts';
import { useInspecting } from '../../../store/hooks_on_demand.ts';
import { answering } from '../../../store/stores.ts';
import { inspecting } from '../../../store/stores_on_demand.ts';
import { Boundary } from '../../controls/boundary.tsx';
import { Button, IconButton } from '../../controls/button.tsx';
import { CopyButton } from '../../controls/copy_button.tsx';
import { OnDemand } from '../../controls/on_demand.tsx';
import actions from './actions.module.css';
import { AnswerEnd } from './answer_end.tsx';
import styles from './answer_message.module.css';
import { isBy, mayGoOn } from './going_on.ts';
import { BranchSwitch } from './branch_switch.tsx';
import { focusMessage } from '../focus_message.ts';
import { FormattedText } from '../markdown/formatted_text.tsx';
import { Prefill } from './prefill.tsx';
import { Thinking } from './thinking.tsx';
import { useCanAsk } from '../use_can_ask.ts';
import { withStrings } from '../../../strings/catalogue.ts';
import { t } from '../../../strings/answers/t.ts';

const MakingRoom = lazy(async () => ({
  default: (await withStrings(import('../context/making_room.tsx'))).MakingRoom,
}));

const AnswerCalls = lazy(async () => ({
  default: (await withStrings(import('../tools/answer_calls.tsx'))).AnswerCalls,
}));
const JsonAnswer = lazy(async () => ({ default: (await withStrings(import('./json_answer.tsx'))).JsonAnswer }));

const Inspector = lazy(async () => ({ default: (await withStrings(import('../../inspect/inspector.tsx'))).Inspector }));

function toggle(id: number, inspected: boolean): void {
  if (inspected) inspecting.getState().close();
  else void inspecting.getState().open(id);
}

interface Props {
  id: number;
  message: Answer;
  branches: number[];
}

export const AnswerMessage = memo(function AnswerMessage({ id, message, branches }: Props) {
  const streaming = useAnswering((state) => (state.streaming?.id === id ? state.streaming : null));
  const idle = useAnswering((state) => state.streaming === null);
  const canAsk = useCanAsk();
  const { content, thinking, calls = [] } = streaming ?? message;
  const mayLeaveOut = useConversation(({ tree }) => hasEarlierTurn(tree, id));
  const ofModel = useEngine(({ model }) => model !== null && isBy(message, chatModelOf(model)));
  const inspected = useInspecting(({ answer }) => answer === id);
  const goesOn = useAnswerer(({ model }) => model !== null && mayGoOn(message, model, mayLeaveOut));
  return (
    <article className={styles.answer} aria-label={t('answer')} aria-busy={streaming !== null}>
      <h2 className="visually-hidden">{t('answer')}</h2>
      {streaming?.making && (
        <OnDemand>
          <MakingRoom making={streaming.making} />
        </OnDemand>
      )}
      {streaming?.phase === 'prefill' && !streaming.making && <Prefill progress={streaming.prefill} />}
      {inspected ? (
        <OnDemand otherwise={<p>{t('inspectFailed')}</p>}>
          <Inspector />
        </OnDemand>
      ) : (
        <>
          {thinking.trim() && (
            <Thinking
              text={thinking}
              durationMs={streaming ? streaming.thinkingMs : (message.figures?.thinkingMs ?? null)}
              running={streaming?.phase === 'thinking'}
            />
          )}
          {content && !message.format && <FormattedText text={content} growing={streaming !== null} />}
          {content && message.format && (
            <Boundary fallback={<pre>{content}</pre>}>
              <Suspense fallback={<pre>{content}</pre>}>
                <JsonAnswer text={content} format={message.format} />
              </Suspense>
            </Boundary>
          )}
          {calls.length > 0 && (
            <OnDemand>
              <AnswerCalls calls={calls} running={streaming !== null} finish={message.figures?.finish ?? null} />
            </OnDemand>
          )}
        </>
      )}
      {!streaming && (
        <>
          <AnswerEnd id={id} answer={message} />
          <div className={actions.actions}>
            {goesOn && (
              <Button
                look="quiet"
                className={actions.worded}
                icon={StepForward}
                disabled={!idle || !canAsk}
                onClick={() => {
                  focusMessage();
                  void answering.getState().resume(id);
                }}
              >
                {t('continue')}
              </Button>
            )}
            <BranchSwitch id={id} branches={branches} of="answer" />
            <CopyButton label={t('copyAnswer')} text={() => message.content} />
            {ofModel && (
              <IconButton
                label={t('inspect')}
                icon={Microscope}
                aria-pressed={inspected}
                data-unfolds
                disabled={!inspected && (!idle || !canAsk)}
                onClick={() => toggle(id, inspected)}
              />
            )}
            <IconButton
              label={t('regenerate')}
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
