import { readToolCall } from '../../../vocabulary/tool_call.ts';
import type { ChatSummary } from '../../../worker/api.ts';
import { CallFold } from './call_fold.tsx';
import styles from './tools.module.css';

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
    const named = calls.map((text) => /"name"\s*:\s*"([^"]{1,64})"/.exec(text)?.[1] ?? 'a tool');
    return (
      <CallFold running summary={`Calling ${named.join(', ')}…`} details={[['Written so far', calls.join('\n')]]} />
    );
  }
  if (finish !== 'end-of-turn') {
    return <CallFold summary="Tool call, cut before it was made" details={[['Written so far', calls.join('\n')]]} />;
  }
  const unread = calls.flatMap((text) => {
    const read = readToolCall(text);
    return read.ok ? [] : [{ text, reason: read.failure.message }];
  });
  return unread.map(({ text, reason }) => (
    <div key={text} className={styles.unread} role="group" aria-label="Tool call that cannot be read">
      <p>This tool call cannot be read: {reason}. Regenerate the answer, or ask the model to call the tool again.</p>
      <pre dir="auto">{text.trim()}</pre>
    </div>
  ));
}
