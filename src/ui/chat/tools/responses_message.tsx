import { Pencil, StepForward } from 'lucide-react';
import { memo } from 'react';
import { clipped } from '../../../format.ts';
import type { Message, ToolResponses } from '../../../store/conversations/message.ts';
import { answeredCalls, type AnsweredCall } from '../../../store/conversations/tool_calls.ts';
import { useAnswering, useConversation } from '../../../store/hooks.ts';
import { answering, conversation } from '../../../store/stores.ts';
import { reopened, roundsBefore } from '../../../store/tools/responding.ts';
import { Button, IconButton } from '../../controls/button.tsx';
import { BranchSwitch } from '../message/branch_switch.tsx';
import actions from '../message/actions.module.css';
import { useCanAsk } from '../use_can_ask.ts';
import { CallFold } from './call_fold.tsx';
import { argumentsInWords } from './in_words.ts';
import { ReplyField } from './reply_field.tsx';
import styles from './tools.module.css';
import { t } from '../../../strings/tools/t.ts';

interface Props {
  id: number;
  message: ToolResponses;
  /** The answer that called. */
  before: Message | undefined;
  branches: number[];
}

/** Tool calls of an answer, with what tools or the person answered. */
export const ResponsesMessage = memo(function ResponsesMessage({ id, message, before, branches }: Props) {
  const calls = answeredCalls(before, message);
  const answered = calls.every(({ response }) => response.by !== null);
  const byPerson = calls.some(({ response }) => response.by === 'person' || response.by === 'refusal');
  const isLast = useConversation(({ tree }) => tree.leaf === id);
  const idle = useAnswering(({ streaming }) => streaming === null);
  const canAsk = useCanAsk();
  return (
    <article className={styles.calls} aria-label={t('toolCalls')}>
      <h2 className="visually-hidden">{t('toolCalls')}</h2>
      {calls.map((each) => (
        <div key={each.at} className={styles.answered}>
          <CallFold summary={inALine(each)} details={detailsOf(each)} />
          {each.response.by === null && isLast && (
            <ReplyField id={id} at={each.at} call={each.call} draft={each.response.content} />
          )}
        </div>
      ))}
      {isLast && answered && idle && <GoOn id={id} />}
      {(branches.length > 1 || (answered && byPerson)) && (
        <div className={actions.actions}>
          <BranchSwitch id={id} branches={branches} of="toolAnswer" />
          {answered && byPerson && (
            <IconButton
              label={t('change')}
              icon={Pencil}
              disabled={!idle || !canAsk}
              onClick={() => {
                const { append, tree } = conversation.getState();
                append(tree.nodes[id]!.parent, reopened(message));
              }}
            />
          )}
        </div>
      )}
    </article>
  );
});

/** Where the model does not go on by itself: after many rounds, and where the page was closed before it did. */
function GoOn({ id }: { id: number }) {
  const canAsk = useCanAsk();
  const rounds = useConversation(({ tree }) => roundsBefore(tree, id));
  return (
    <div className={styles.goOn}>
      <p>{rounds === 1 ? t('answered') : t('rounds', { count: rounds })}</p>
      <Button icon={StepForward} disabled={!canAsk} onClick={() => void answering.getState().goOn(id)}>
        {t('letContinue')}
      </Button>
    </div>
  );
}

const said = { tool: 'called', person: 'called', refusal: 'refused' } as const;

function inALine({ call, response }: AnsweredCall) {
  const given = argumentsInWords(call);
  return (
    <>
      {t(response.by === null ? 'calls' : said[response.by], {
        name: call.name,
        tool: (name) => <strong key="tool">{name}</strong>,
      })}
      {given && `: ${given}`}
      {(response.by === 'tool' || response.by === 'person') && ` → ${clipped(response.content, 200)}`}
    </>
  );
}

function detailsOf({ call, response }: AnsweredCall) {
  const given: [string, string] = [t('arguments'), JSON.stringify(call.arguments, null, 2)];
  if (response.by === null || response.by === 'refusal') return [given];
  return [given, [t(response.by === 'tool' ? 'toolAnswer' : 'yourAnswer'), response.content]] as const;
}
