import { useState } from 'react';
import type { KeptModel } from '../../../library/contract.ts';
import { useChoice, useEngine } from '../../../store/hooks.ts';
import { sameLocation } from '../../../vocabulary/checkpoint_sources.ts';
import { Refused } from '../sources/refused.tsx';
import { Actions } from './actions.tsx';
import styles from './device.module.css';
import { Files } from './files.tsx';
import { KeptState } from './kept_state.tsx';
import { LastAct } from './last_act.tsx';
import { facts } from './texts.ts';
import { t } from '../../../strings/models/t.ts';

interface Props {
  kept: KeptModel;
  onGpu: boolean;
  /** The id of what gets the focus when the row goes. */
  heading: string;
}

/** A kept model: what it is, how far it is here, and what can be done with it. */
export function KeptRow({ kept, onGpu, heading }: Props) {
  const refusal = useChoice(({ choice }) =>
    choice.at === 'refused' && sameLocation(kept.source, choice.location) ? choice.failure : null,
  );
  const [now] = useState(Date.now);
  const loading = useEngine(({ loading }) => loading !== null && sameLocation(kept.source, loading.location));
  return (
    <li className={styles.row} aria-label={kept.name}>
      <div className={styles.head}>
        <h4>{kept.name}</h4>
        {onGpu && <span className={styles.badge}>{t('onTheGpu')}</span>}
        {loading && <span className={styles.badge}>{t('loading')}</span>}
      </div>
      <p className={styles.facts}>{facts(kept, now)}</p>
      <KeptState kept={kept} brief={loading} />
      {refusal && <Refused failure={refusal} />}
      <LastAct kept={kept} />
      <Files files={kept.files} />
      <Actions kept={kept} onGpu={onGpu} heading={heading} />
    </li>
  );
}
