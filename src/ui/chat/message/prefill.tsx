import { useEffect } from 'react';
import type { StreamingAnswer } from '../../../store/chat/streaming_answer.ts';
import { count } from '../../../format.ts';
import styles from './answer_message.module.css';
import { fetchMarkdown } from '../markdown/formatted_text.tsx';
import { t } from '../../../strings/answers/t.ts';

/** How far the prompt is read, before the first token. */
export function Prefill({ progress }: { progress: StreamingAnswer['prefill'] }) {
  useEffect(() => void fetchMarkdown(), []);
  if (!progress) return <p className={styles.prefill}>{t('reading')}</p>;
  const { cached, done, total } = progress;
  const known = { done: count(done), total: count(total), cached: count(cached) };
  return <p className={styles.prefill}>{t(cached > 0 ? 'readingCached' : 'readingOf', known)}</p>;
}
