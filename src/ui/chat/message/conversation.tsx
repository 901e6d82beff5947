import { lazy, useMemo } from 'react';
import { useConversation } from '../../../store/hooks.ts';
import { lastView } from '../../../store/chat/view.ts';
import { pathTo, siblings } from '../../../store/conversations/tree.ts';
import { OnDemand } from '../../controls/on_demand.tsx';
import { AnswerMessage } from './answer_message.tsx';
import { QuestionMessage } from './question_message.tsx';
import styles from './conversation.module.css';
import { useFromEnd } from './use_from_end.ts';
import { withStrings } from '../../../strings/catalogue.ts';
import { t } from '../../../strings/answers/t.ts';

const LeftOutMark = lazy(async () => ({
  default: (await withStrings(import('../context/left_out_mark.tsx'))).LeftOutMark,
}));

const ResponsesMessage = lazy(async () => ({
  default: (await withStrings(import('../tools/responses_message.tsx'))).ResponsesMessage,
}));

export function Conversation() {
  const tree = useConversation((state) => state.tree);
  const path = useMemo(
    () => pathTo(tree, tree.leaf).map((placed) => ({ ...placed, branches: siblings(tree, placed.id) })),
    [tree],
  );
  const from = useMemo(() => lastView(path)?.from ?? null, [path]);
  const shownFrom = useFromEnd(path.length);
  return (
    <ol className={styles.conversation} aria-label={t('conversation')}>
      {path.slice(shownFrom).map(({ id, message, branches }, at) => (
        // Versions of a message share a key, so that the focus stays on the switch between them.
        <li key={path[shownFrom + at - 1]?.id ?? 'first'}>
          {id === from && (
            <OnDemand>
              <LeftOutMark from={id} />
            </OnDemand>
          )}
          {message.role === 'user' && <QuestionMessage id={id} message={message} branches={branches} />}
          {message.role === 'assistant' && <AnswerMessage id={id} message={message} branches={branches} />}
          {message.role === 'tool' && (
            <OnDemand>
              <ResponsesMessage
                id={id}
                message={message}
                before={path[shownFrom + at - 1]?.message}
                branches={branches}
              />
            </OnDemand>
          )}
        </li>
      ))}
    </ol>
  );
}
