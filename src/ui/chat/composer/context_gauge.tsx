import { useAnswerer, useAnswering, useContextUse, useConversation } from '../../../store/hooks.ts';
import { count } from '../../../format.ts';
import styles from './composer.module.css';
import { contextUsed } from '../figures.ts';
import { t } from '../../../strings/chat/t.ts';

const radius = 7;
const circumference = 2 * Math.PI * radius;

/** The id of what the gauge unfolds. */
export const contextPanel = 'context-panel';

/**
 * How many of the KV cache's tokens the conversation uses, or would use with what is being written. Nothing where nobody says how long
 * the context is.
 */
export function ContextGauge({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  const model = useAnswerer((state) => state.model);
  const next = useContextUse((use) => use.next);
  const streaming = useAnswering((state) => state.streaming);
  const before = useConversation(({ tree }) => (model ? contextUsed(tree, model) : 0));
  if (!model || model.context === Infinity) return <div className={styles.gauge} />;
  const used = streaming?.contextUsed || next?.tokens || before;
  const share = Math.min(1, used / model.context);
  return (
    <div className={styles.gauge} data-full={share > 0.95 || undefined}>
      <meter
        className="visually-hidden"
        aria-label={t('contextUsed')}
        max={model.context}
        value={used}
        aria-valuetext={t('usedOf', { used: count(used), context: count(model.context) })}
      />
      <button
        type="button"
        title={t('gaugeTitle')}
        aria-expanded={open}
        aria-controls={open ? contextPanel : undefined}
        onClick={onToggle}
      >
        <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden>
          <circle cx="9" cy="9" r={radius} />
          {share > 0 && (
            <circle
              cx="9"
              cy="9"
              r={radius}
              transform="rotate(-90 9 9)"
              strokeDasharray={`${share * circumference} ${circumference}`}
            />
          )}
        </svg>
        <span className="visually-hidden">{t('context')}</span>
        <span>
          {count(used)} / {count(model.context)}
        </span>
      </button>
    </div>
  );
}
