import { usePeers } from '../../../store/hooks.ts';
import styles from './servers.module.css';
import { ConnectForm } from './connect_form.tsx';
import { ServerRow } from './server_row.tsx';
import { t } from '../../../strings/peers/t.ts';

/** The servers that answer in place of this page's engine, and the way to another. */
export function Servers() {
  const all = usePeers((state) => state.peers);
  const peers = all.filter(({ host }) => host !== null);
  return (
    <section className={styles.servers} aria-labelledby="servers">
      <h3 id="servers">{t('title')}</h3>
      <p>{t('intro')}</p>
      {peers.length > 0 && (
        <ul className={styles.rows} aria-label={t('connected')}>
          {peers.map((peer) => (
            <ServerRow key={peer.id} peer={peer} />
          ))}
        </ul>
      )}
      <ConnectForm />
    </section>
  );
}
