import { GitCompareArrows, X } from 'lucide-react';
import type { WatchedToken } from '../../../store/lab/jobs/token_monitor.ts';
import { tokenMonitor } from '../../../store/stores.ts';
import { Button, IconButton } from '../../controls/button.tsx';
import { FurthestApart } from '../../findings/results/furthest_apart.tsx';
import panel from '../panel.module.css';
import { tokenName } from './map/read_out.ts';
import { t } from '../../../strings/live/t.ts';
import styles from './monitor.module.css';

interface Props {
  token: WatchedToken;
  /** What it is compared with; null for none. */
  other: WatchedToken | null;
}

/** Chooses the token on show as one to compare others with, and says where two are furthest apart. */
export function Comparison({ token, other }: Props) {
  const { compare } = tokenMonitor.getState();
  if (!other) {
    return (
      <div className={panel.buttons}>
        <Button icon={GitCompareArrows} onClick={() => compare(token.figures.position)}>
          {t('compareWith', { token: tokenName(token) })}
        </Button>
      </div>
    );
  }
  const isSame = token.figures.position === other.figures.position;
  return (
    <section className={styles.comparison} aria-label={t('comparison')}>
      <header>
        <p>
          {isSame
            ? t('chooseOther', { token: tokenName(other) })
            : t('compared', { token: tokenName(token), other: tokenName(other) })}
        </p>
        <IconButton label={t('endComparison')} icon={X} onClick={() => compare(null)} />
      </header>
      {!isSame && (
        <FurthestApart tokens={[other.figures, token.figures]} sides={[tokenName(other), tokenName(token)]} />
      )}
    </section>
  );
}
