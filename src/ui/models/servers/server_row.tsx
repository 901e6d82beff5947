import type { Peer } from '../../../peers/peer.ts';
import { count } from '../../../format.ts';
import { usePeers } from '../../../store/hooks.ts';
import { peers } from '../../../store/stores.ts';
import { Button } from '../../controls/button.tsx';
import device from '../device/device.module.css';
import styles from './servers.module.css';
import { t } from '../../../strings/peers/t.ts';

/** A connected server: what it runs, and what is different with it. */
export function ServerRow({ peer }: { peer: Peer }) {
  const { id, about, model, limits } = peer;
  const answers = usePeers(({ chosen }) => chosen === peer);
  const { choose, remove } = peers.getState();
  return (
    <li className={device.row} aria-label={model.name}>
      <div className={device.head}>
        <h4>{model.name}</h4>
        {answers && <span className={device.badge}>{t('answers')}</span>}
      </div>
      <p className={device.facts}>
        {model.context === Infinity ? about : t('contextOf', { about, count: count(model.context) })}
      </p>
      <div className={device.actions}>
        <Button onClick={() => choose(answers ? null : peer)}>{t(answers ? 'answerHere' : 'answerWith')}</Button>
        <Button look="quiet" onClick={() => remove(id)}>
          {t('disconnect')}
        </Button>
      </div>
      <details className={styles.limits}>
        <summary>{t('limits')}</summary>
        <ul>
          {limits.map((limit) => (
            <li key={limit}>{t(limit)}</li>
          ))}
        </ul>
      </details>
    </li>
  );
}
