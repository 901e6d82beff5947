import type { CSSProperties } from 'react';
import { probability, visible } from '../../findings/copy/odds.ts';
import { useAnswering } from '../../store/hooks.ts';
import { inspecting } from '../../store/stores_on_demand.ts';
import type { AnsweredToken, LikelyToken } from '../../worker/api.ts';
import { focusMessage } from '../chat/focus_message.ts';
import { useCanAsk } from '../chat/use_can_ask.ts';
import styles from './inspector.module.css';
import { t } from '../../strings/inspect/t.ts';

/** The likeliest tokens. A press takes one in place of the token that came, on a branch of its own. */
export function LikelyTable({ token: { id: own, likeliest } }: { token: AnsweredToken }) {
  const idle = useAnswering((state) => state.streaming === null);
  const canAsk = useCanAsk();
  const take = (id: number) => {
    focusMessage();
    void inspecting.getState().branch(id);
  };
  return (
    <table className={styles.likely} aria-label={t('likeliest')}>
      <thead>
        <tr>
          <th scope="col">{t('token')}</th>
          <th scope="col" title={t('beforeHint')}>
            {t('before')}
          </th>
          <th scope="col" title={t('afterHint')}>
            {t('after')}
          </th>
        </tr>
      </thead>
      <tbody>
        {likeliest.map((each) => (
          <tr key={each.id} data-own={each.id === own || undefined}>
            <th scope="row">
              {each.id === own || each.ends || each.forbidden ? (
                <span>
                  <code>{visible(each.name)}</code> <small>{noteOf(each, own)}</small>
                </span>
              ) : (
                <button
                  type="button"
                  disabled={!idle || !canAsk}
                  aria-label={t('branch', { token: visible(each.name) })}
                  title={t('branchHint')}
                  onClick={() => take(each.id)}
                >
                  <code>{visible(each.name)}</code>
                </button>
              )}
            </th>
            <td>
              <Share of={each.before} />
            </td>
            <td>
              <Share of={each.after} cut={each.after === 0} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function noteOf({ id, forbidden }: LikelyToken, own: number | null): string {
  if (id === own) return t('came');
  return t(forbidden ? 'notInFormat' : 'ends');
}

function Share({ of, cut = false }: { of: number; cut?: boolean }) {
  if (cut) return <span className={styles.cut}>{t('cut')}</span>;
  return (
    <span className={styles.share} style={{ '--share': `${100 * of}%` } as CSSProperties}>
      {probability(of)}
    </span>
  );
}
