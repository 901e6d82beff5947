import { useEffect } from 'react';
import type { StreamingAnswer } from '../../../store/chat/streaming_answer.ts';
import { count } from '../../../format.ts';
import styles from './answer_message.module.css';
import { fetchMarkdown } from '../markdown/formatted_text.tsx';

/** How far the prompt is read, before the first token. */
export function Prefill({ progress }: { progress: StreamingAnswer['prefill'] }) {
  useEffect(() => void fetchMarkdown(), []);
  if (!progress) return <p className={styles.prefill}>Reading…</p>;
  const { cached, done, total } = progress;
  return (
    <p className={styles.prefill}>
      Reading {count(done)} of {count(total)} tokens{cached > 0 && `, ${count(cached)} kept from before`}…
    </p>
  );
}
