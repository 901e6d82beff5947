import { usePeers } from '../../../store/hooks.ts';
import { transformers } from '../../../store/stores_on_demand.ts';
import { peers } from '../../../store/stores.ts';
import { transformersId } from '../../../peers/transformers/transformers_peer.ts';
import type { Started } from '../../../transformers/contract.ts';
import { Button } from '../../controls/button.tsx';
import device from '../device/device.module.css';
import { t } from '../../../strings/transformers/t.ts';

/** transformers.js as it runs, and whether it reads texts as this page does. */
export function Running({ started: { compared, other } }: { started: Started }) {
  const peer = usePeers((state) => state.peers.find(({ id }) => id === transformersId) ?? null);
  const answers = usePeers(({ chosen }) => chosen !== null && chosen === peer);
  if (!peer) return null;
  return (
    <>
      <div className={device.row}>
        <div className={device.head}>
          <h4>{peer.model.name}</h4>
          {answers && <span className={device.badge}>{t('answersNow')}</span>}
        </div>
        <p className={device.facts}>{peer.about}</p>
        <div className={device.actions}>
          <Button onClick={() => peers.getState().choose(answers ? null : peer)}>
            {t(answers ? 'answerHere' : 'answerWith')}
          </Button>
          <Button look="quiet" onClick={() => transformers.getState().end()}>
            {t('end')}
          </Button>
        </div>
      </div>
      <p>{other ? t('otherIds', { text: other.text.slice(0, 40) }) : t('sameIds', { count: compared })}</p>
    </>
  );
}
