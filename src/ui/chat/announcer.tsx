import { useEffect, useState } from 'react';
import type { Message } from '../../store/conversations/message.ts';
import { useAnswering, useEngine } from '../../store/hooks.ts';
import { answering, conversation } from '../../store/stores.ts';
import { t } from '../../strings/chat/t.ts';

/** In characters. Of a longer answer only the end is announced: it can be read at the person's own pace. */
const spoken = 400;

function ending(message: Message | undefined): string {
  if (message?.role !== 'assistant') return '';
  if (message.failure !== null) return message.failure;
  const { content, calls } = message;
  if (calls) return t('calledTool');
  return content.length <= spoken ? t('answerIs', { text: content }) : t('answerDone');
}

const says = {
  prefill: 'saysPrefill',
  thinking: 'saysThinking',
  answer: 'saysAnswer',
  call: 'saysCall',
} as const;

/** Announces to screen readers that the model reads, thinks, answers or is done. Never token by token. */
export function Announcer() {
  const phase = useAnswering(({ streaming }) => streaming?.phase ?? null);
  const loaded = useEngine(({ model }) => model?.name ?? null);
  const [ended, setEnded] = useState('');
  useEffect(
    () =>
      answering.subscribe(({ streaming }, before) => {
        if (before.streaming && !streaming)
          setEnded(ending(conversation.getState().tree.nodes[before.streaming.id]?.message));
      }),
    [],
  );
  return (
    <output className="visually-hidden">
      {phase ? t(says[phase]) : ended || (loaded && t('modelReady', { name: loaded }))}
    </output>
  );
}
