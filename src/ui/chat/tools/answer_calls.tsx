import { readToolCall } from '../../../vocabulary/tool_call.ts';
import type { ChatSummary } from '../../../worker/api.ts';
import { CallFold } from './call_fold.tsx';
import styles from './tools.module.css';
import { t } from '../../../strings/tools/t.ts';

interface Props {
  /** As the model wrote them. */
  calls: readonly string[];
  running: boolean;
  /** How the answer ended; null where it has not. */
  finish: ChatSummary['finish'] | null;
}

/** The tool calls of an answer that nobody can answer: one that is being written or was cut, and those that cannot be read. */
export function AnswerCalls({ calls, running, finish }: Props) {
  if (running) {
    const named = calls.map((text) => /"name"\s*:\s*"([^"]{1,64})"/.exec(text)?.[1] ?? t('aTool'));
    return (
      <CallFold
        running
        summary={t('calling', { names: named.join(', ') })}
        details={[[t('soFar'), calls.join('\n')]]}
      />
    );
  }
  if (finish !== 'end-of-turn') {
    return <CallFold summary={t('cutCall')} details={[[t('soFar'), calls.join('\n')]]} />;
  }
  const unread = calls.flatMap((text) => {
    const read = readToolCall(text);
    return read.ok ? [] : [{ text, reason: read.failure.message }];
  });
  return unread.map(({ text, reason }) => (
    <div key={text} className={styles.unread} role="group" aria-label={t('unreadCall')}>
      <p>{t('unread', { reason })}</p>
      <pre dir="auto">{text.trim()}</pre>
    </div>
  ));
}
