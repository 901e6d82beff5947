import { lazy, Suspense, useMemo } from 'react';
import { useConversation } from '../../../store/hooks.ts';
import { lastView } from '../../../store/chat/prompt.ts';
import { pathTo, siblings } from '../../../store/conversations/tree.ts';
import { AnswerMessage } from './answer_message.tsx';
import { QuestionMessage } from './question_message.tsx';
import styles from './conversation.module.css';

const LeftOutMark = lazy(async () => ({ default: (await import('../context/left_out_mark.tsx')).LeftOutMark }));

export function Conversation() {
  const tree = useConversation((state) => state.tree);
  const path = useMemo(
    () => pathTo(tree, tree.leaf).map((placed) => ({ ...placed, branches: siblings(tree, placed.id) })),
    [tree],
  );
  const from = useMemo(() => lastView(path)?.from ?? null, [path]);
  return (
    <ol className={styles.conversation} aria-label="Conversation">
      {path.map(({ id, message, branches }, index) => (
        // Versions of a message share a key, so that the focus stays on the switch between them.
        <li key={path[index - 1]?.id ?? 'first'}>
          {id === from && (
            <Suspense fallback={null}>
              <LeftOutMark from={id} />
            </Suspense>
          )}
          {message.role === 'user' ? (
            <QuestionMessage id={id} message={message} branches={branches} />
          ) : (
            <AnswerMessage id={id} message={message} branches={branches} />
          )}
        </li>
      ))}
    </ol>
  );
}
