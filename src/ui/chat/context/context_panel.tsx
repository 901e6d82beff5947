import { X } from 'lucide-react';
import { count } from '../../../format.ts';
import type { Fitted } from '../../../store/chat/fitting.ts';
import {
  useAnswerer,
  useContextUse,
  useConversation,
  useEngine,
  useConversationSettings,
} from '../../../store/hooks.ts';
import type { ChatModel } from '../../../peers/peer.ts';
import { IconButton } from '../../controls/button.tsx';
import { contextUsed, lastFigures } from '../figures.ts';
import styles from './context.module.css';
import { LongerContext } from './longer_context.tsx';
import { OverflowField } from './overflow_field.tsx';
import { t } from '../../../strings/context/t.ts';

interface Props {
  id: string;
  /** Absent where the panel shows up by itself. */
  onClose: (() => void) | null;
}

/** What the context holds, what happens when it is full, and what a longer one takes. */
export function ContextPanel({ id, onClose }: Props) {
  const model = useAnswerer((state) => state.model);
  const loaded = useEngine((engine) => engine.model);
  const isLoaded = useAnswerer((state) => state.peer === null);
  const next = useContextUse((use) => use.next);
  const used = useConversation(({ tree }) => (model ? contextUsed(tree, model) : 0));
  if (!model) return null;
  return (
    <section id={id} className={styles.panel} aria-label={t('title')}>
      <div className={styles.head}>
        <div role="status">
          <Verdict model={model} next={next} used={used} />
        </div>
        {onClose && <IconButton label={t('close')} icon={X} onClick={onClose} />}
      </div>
      {isLoaded && loaded && <LongerContext model={loaded} tokens={next?.tokens ?? used} />}
      <OverflowField />
    </section>
  );
}

function Verdict({ model, next, used }: { model: ChatModel; next: Fitted | null; used: number }) {
  const { overflow } = useConversationSettings();
  const { context } = model;
  if (next && !next.fits) {
    return <p className={styles.danger}>{t('alone', { tokens: count(next.tokens), context: count(context) })}</p>;
  }
  if (next && next.leftOut > 0) {
    return <p>{t(overflow, { context: count(context), count: next.leftOut, tokens: count(next.tokens) })}</p>;
  }
  return (
    <p>
      {t(next ? 'usedWithDraft' : 'used', { used: count(next?.tokens ?? used), context: count(context) })} <Reuse />
    </p>
  );
}

/** How much of the last prompt was in the KV cache already. */
function Reuse() {
  const figures = useConversation(({ tree }) => lastFigures(tree));
  if (!figures || figures.promptTokens === 0) return null;
  const { promptTokens, cachedTokens } = figures;
  return t('reuse', { prompt: count(promptTokens), cached: count(cachedTokens) });
}
