import { useId } from 'react';
import { summarised } from '../../../store/chat/view.ts';
import { pathTo } from '../../../store/conversations/tree.ts';
import { useAnswering, useConversation } from '../../../store/hooks.ts';
import { conversation } from '../../../store/stores.ts';
import { Fold } from '../../controls/fold.tsx';
import styles from './context.module.css';
import { t } from '../../../strings/context/t.ts';

/** Above the first question that the model still sees. */
export function LeftOutMark({ from }: { from: number }) {
  const tree = useConversation((state) => state.tree);
  const found = summarised(pathTo(tree, tree.leaf), from);
  return (
    <div className={styles.mark}>
      <p>{t(found ? 'aboveSummary' : 'above')}</p>
      {found && <Summary {...found} />}
    </div>
  );
}

function change(id: number, summary: string): void {
  const { tree, replace } = conversation.getState();
  const message = tree.nodes[id]?.message;
  if (message?.role === 'assistant' && message.view) replace(id, { ...message, view: { ...message.view, summary } });
}

/** The summary, folded. What a person changes in it holds from the next answer on. */
function Summary({ id, summary }: { id: number; summary: string }) {
  const busy = useAnswering(({ streaming }) => streaming !== null);
  const writable = useConversation((state) => state.writable);
  const hint = useId();
  return (
    <Fold summary={t('summary')}>
      <div className={styles.text}>
        <textarea
          aria-label={t('summary')}
          aria-describedby={hint}
          dir="auto"
          rows={8}
          readOnly={busy || !writable}
          value={summary}
          onChange={(event) => change(id, event.target.value)}
        />
        <p id={hint}>{t('summaryHint')}</p>
      </div>
    </Fold>
  );
}
