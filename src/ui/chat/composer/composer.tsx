import { ArrowUp, Brain, ListEnd, Square } from 'lucide-react';
import { type ClipboardEvent, lazy, useEffect, useState } from 'react';
import {
  useAnswerer,
  useAnswering,
  useComposing,
  useContextUse,
  useConversation,
  useConversationSettings,
} from '../../../store/hooks.ts';
import { longPaste } from '../../../store/chat/composing.ts';
import { answering, composing, conversation, conversationSettings } from '../../../store/stores.ts';
import { Button, IconButton } from '../../controls/button.tsx';
import { OnDemand } from '../../controls/on_demand.tsx';
import { AttachButton } from '../attachments/attach_button.tsx';
import { Attachments } from '../attachments/attachments.tsx';
import styles from './composer.module.css';
import { contextPanel, ContextGauge } from './context_gauge.tsx';
import { TextBox } from './text_box.tsx';
import { useCanAsk } from '../use_can_ask.ts';
import { Waiting } from './waiting.tsx';
import { withStrings } from '../../../strings/catalogue.ts';
import { t } from '../../../strings/chat/t.ts';

const ContextPanel = lazy(async () => ({
  default: (await withStrings(import('../context/context_panel.tsx'))).ContextPanel,
}));

/** Long text goes with the message, where it can be unfolded. */
function pasteLongAsAttachment(event: ClipboardEvent): void {
  const text = event.clipboardData.getData('text/plain');
  if (text.length <= longPaste) return;
  event.preventDefault();
  composing.getState().attachPasted(text);
}

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
  const waiting = useComposing((state) => state.waiting);
  const busy = useAnswerer((state) => state.busy);
  const host = useAnswerer(({ peer }) => peer?.host ?? null);
  useEscapeToStop(answeringNow);

  const attached = useConversation((state) => state.attached);
  const [contextOpen, setContextOpen] = useState(false);
  const tooLong = useContextUse(({ next }) => next?.fits === false);
  const empty = !draft.trim() && attached.length === 0;

  const { send: sendOrWait, detach, inline } = composing.getState();
  const send = () => {
    if (sendOrWait()) onSend();
  };
  const hint = answeringNow ? 'hintAnswering' : busy ? 'hintBusy' : canAsk ? 'hintReady' : 'hintNoModel';
  if (!writable) return <ElsewhereOpen />;
  return (
    <form className={styles.composer} aria-label={t('write')} onSubmit={(event) => event.preventDefault()}>
      {(contextOpen || tooLong) && (
        <OnDemand>
          <ContextPanel id={contextPanel} onClose={tooLong ? null : () => setContextOpen(false)} />
        </OnDemand>
      )}
      <div className={styles.box}>
        <Waiting />
        <Attachments attachments={attached} onDetach={detach} onInline={inline} />
        <TextBox
          id="message"
          aria-label={t('message')}
          aria-describedby="message-hint"
          placeholder={t('placeholder')}
          value={draft}
          onChange={setDraft}
          onEnter={send}
          onPaste={pasteLongAsAttachment}
        />
        <div className={styles.row}>
          <AttachButton />
          <ThinkingSwitch />
          <ContextGauge open={contextOpen || tooLong} onToggle={() => setContextOpen(!contextOpen)} />
          {(!answeringNow || !empty) && (
            <IconButton
              label={t(answeringNow ? 'sendAtEnd' : busy && !empty ? 'sendWhenFree' : 'send')}
              icon={answeringNow || busy ? ListEnd : ArrowUp}
              className={styles.send}
              disabled={empty || waiting || !(answeringNow || busy || canAsk)}
              onClick={send}
            />
          )}
          {answeringNow && (
            <IconButton
              label={t('stop')}
              icon={Square}
              className={`${styles.send} ${styles.stop}`}
              onClick={() => void answering.getState().stop()}
            />
          )}
        </div>
      </div>
      <p id="message-hint" className={styles.hint}>
        {hint === 'hintReady' && host !== null ? t('hintTo', { host }) : t(hint)}
      </p>
    </form>
  );
}

/** Only where the model's chat template heeds it. */
function ThinkingSwitch() {
  const heeded = useAnswerer(({ model }) => model?.switchesThinking ?? false);
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
      {t('thinking')}
    </button>
  );
}

/** In place of the message box while another tab writes this conversation. */
function ElsewhereOpen() {
  return (
    <div className={styles.composer}>
      <div className={styles.elsewhere} role="status">
        <p>{t('elsewhere')}</p>
        <Button onClick={() => conversation.getState().takeOver()}>{t('continueHere')}</Button>
      </div>
    </div>
  );
}
