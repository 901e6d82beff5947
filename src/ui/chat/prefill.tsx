import type { Live } from '../../store/live.ts';
import { count } from '../format.ts';
import styles from './answer_message.module.css';

/** What happens before the first token: the prompt is read. */
export function Prefill({ progress }: { progress: Live['prefill'] }) {
  if (!progress) return <p className={styles.prefill}>Reading…</p>;
  const { cached, done, total } = progress;
  return (
    <p className={styles.prefill}>
      Reading {count(done)} of {count(total)} tokens{cached > 0 && `, ${count(cached)} kept from before`}…
    </p>
  );
}
