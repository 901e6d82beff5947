import { ArrowUp, Brain, Square } from 'lucide-react';
import { useEffect } from 'react';
import { useAnswering, useConversation, useConversationSettings, useEngine } from '../../../store/hooks.ts';
import { asWritten } from '../../../store/chat/as_written.ts';
import { answering, conversation, conversationSettings } from '../../../store/stores.ts';
import { Button, IconButton } from '../../controls/button.tsx';
import styles from './composer.module.css';
import { ContextGauge } from './context_gauge.tsx';
import { TextBox } from './text_box.tsx';
import { useCanAsk } from '../use_can_ask.ts';

/** Escape stops the answer from anywhere on the page, unless a dialog or an edit in front handles it. */
function useEscapeToStop(answeringNow: boolean): void {
  useEffect(() => {
    if (!answeringNow) return;
    const pressed = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) void answering.getState().stop();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [answeringNow]);
}

export function Composer({ onSend }: { onSend: () => void }) {
  const draft = useConversation((state) => state.draft);
  const writable = useConversation((state) => state.writable);
  const { setDraft } = conversation.getState();
  const canAsk = useCanAsk();
  const answeringNow = useAnswering(({ streaming }) => streaming !== null);
  useEscapeToStop(answeringNow);

  const send = () => {
    if (!draft.trim() || !canAsk || answeringNow) return;
    setDraft('');
    void answering.getState().send(asWritten(draft));
    onSend();
  };
  const hint = answeringNow
    ? 'Escape stops the answer'
    : canAsk
      ? 'Enter sends, Shift+Enter starts a new line'
      : 'A message can be sent once a model is ready';
  if (!writable) return <ElsewhereOpen />;
  return (
    <form className={styles.composer} aria-label="Write" onSubmit={(event) => event.preventDefault()}>
      <div className={styles.box}>
        <TextBox
          id="message"
          aria-label="Message"
          aria-describedby="message-hint"
          placeholder="Ask something"
          value={draft}
          onChange={setDraft}
          onEnter={send}
        />
        <div className={styles.row}>
          <ThinkingSwitch />
          <ContextGauge />
          {answeringNow ? (
            <IconButton
              label="Stop"
              icon={Square}
              className={`${styles.send} ${styles.stop}`}
              onClick={() => void answering.getState().stop()}
            />
          ) : (
            <IconButton
              label="Send"
              icon={ArrowUp}
              className={styles.send}
              disabled={!draft.trim() || !canAsk}
              onClick={send}
            />
          )}
        </div>
      </div>
      <p id="message-hint" className={styles.hint}>
        {hint}
      </p>
    </form>
  );
}

/** Only where the model's chat template heeds it. */
function ThinkingSwitch() {
  const heeded = useEngine(({ model }) => model?.switchesThinking ?? false);
  const { thinking } = useConversationSettings();
  if (!heeded) return null;
  return (
    <button
      type="button"
      className={styles.thinking}
      aria-pressed={thinking}
      onClick={() => conversationSettings.switchThinking(!thinking)}
    >
      <Brain size={16} aria-hidden />
      Thinking
    </button>
  );
}

/** In place of the message box while another tab writes this conversation. */
function ElsewhereOpen() {
  return (
    <div className={styles.composer}>
      <div className={styles.elsewhere} role="status">
        <p>This conversation is open in another tab. What is written there appears here.</p>
        <Button onClick={() => conversation.getState().takeOver()}>Continue here</Button>
      </div>
    </div>
  );
}
