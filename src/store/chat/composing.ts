import { createStore } from 'zustand/vanilla';
import type { Attachment } from '../conversations/attachment.ts';
import type { Conversation } from '../conversations/conversation.ts';
import type { Engine } from '../engine/engine.ts';
import type { FinishReason } from '../../vocabulary/finish_reason.ts';
import { attempt } from '../../result.ts';
import { fetched } from '../fetched.ts';
import type { NoticeStore } from '../notice.ts';
import type { Answerer } from './answerer.ts';
import type { Answering } from './answering.ts';
import { asWritten } from './as_written.ts';
import { t } from '../../strings/chat/t.ts';

/** A pasted text longer than this, in characters, goes with the message instead of into it. */
export const longPaste = 8000;

/** What a person does with the message box. */
export interface ComposingState {
  /** Whether the message is sent once the engine is free: until then it stays in the box. */
  waiting: boolean;
  /** Sends the message, or has it wait while the engine writes an answer, loads a model or works for the lab. Answers whether it was sent. */
  send: () => boolean;
  /** Has the message that waits take precedence: ends what the lab has the engine do. */
  sendNow: () => void;
  /** A message that waits is a draft again. So it is once it is changed. */
  takeBack: () => void;
  attachFiles: (files: readonly File[]) => Promise<void>;
  attachPasted: (text: string) => void;
  detach: (attachment: Attachment) => void;
  /** Makes a pasted text part of the message. */
  inline: (attachment: Attachment) => void;
}

interface Parts {
  engine: Engine;
  answerer: Answerer;
  conversation: Conversation;
  answering: Answering;
  notice: NoticeStore;
}

/** Ends after which a message that waits is sent. After a stop or a failure, or where a tool call waits for an answer, a person wants to look first. */
const natural: ReadonlySet<FinishReason> = new Set(['end-of-turn', 'max-tokens', 'context-full']);

export function createComposing({ engine, answerer, conversation, answering, notice }: Parts) {
  const store = createStore<ComposingState>()((set, get) => {
    const attached = () => conversation.getState().attached;
    const setAttached = (attachments: Attachment[]) => conversation.getState().setAttached(attachments);

    /** Adds attachments under names that tell them apart, for the model, too. */
    function add(more: readonly Attachment[]): void {
      const all = [...attached()];
      for (const { name, ...rest } of more) {
        const names = new Set(all.map((each) => each.name));
        let unique = name;
        for (let n = 2; names.has(unique); n++) unique = `${name} (${n})`;
        all.push({ name: unique, ...rest });
      }
      setAttached(all);
    }

    return {
      waiting: false,

      send() {
        const { draft } = conversation.getState();
        if (!draft.trim() && attached().length === 0) return false;
        if (answering.getState().streaming || answerer.getState().busy) {
          set({ waiting: true });
          return false;
        }
        if (!answering.getState().isFree()) return false;
        const { text, attachments } = messageOf(draft, attached());
        conversation.getState().setDraft('');
        if (attached().length > 0) setAttached([]);
        void answering.getState().send(text, attachments);
        return true;
      },

      sendNow: () => engine.getState().stop(),

      takeBack: () => set({ waiting: false }),

      async attachFiles(files) {
        const read = await attempt(async () => (await fetched(import('./text_files.ts'))).readTextFiles(files));
        if (!read.ok) return notice.getState().show(read.failure.message);
        const { attachments, refused } = read.value;
        if (!conversation.getState().writable) {
          return notice.getState().show(t('attachElsewhere'));
        }
        if (attachments.length > 0) add(attachments);
        if (refused !== null) notice.getState().show(refused);
      },

      attachPasted(text) {
        add([{ name: t('pastedText'), text, pasted: true }]);
      },

      detach: (attachment) => setAttached(attached().filter((other) => other !== attachment)),

      inline(attachment) {
        const { draft, setDraft } = conversation.getState();
        get().detach(attachment);
        setDraft(draft === '' ? attachment.text : `${draft}\n\n${attachment.text}`);
      },
    };
  });

  conversation.subscribe(({ id, draft, attached }, before) => {
    const changed = id !== before.id || draft !== before.draft || attached !== before.attached;
    if (changed && store.getState().waiting) store.getState().takeBack();
  });
  answerer.subscribe(({ busy, lost }) => {
    if (!store.getState().waiting || answering.getState().streaming || busy) return;
    const free = !lost && answering.getState().isFree();
    if (lost || free) store.getState().takeBack();
    // The others that listen hear of it first.
    if (free) queueMicrotask(() => store.getState().send());
  });
  answering.subscribe(({ streaming }, before) => {
    if (streaming || !before.streaming || !store.getState().waiting) return;
    const answer = conversation.getState().tree.nodes[before.streaming.id]?.message;
    const finish = answer?.role === 'assistant' && !answer.calls ? answer.figures?.finish : undefined;
    store.getState().takeBack();
    // The others that listen hear of the end first.
    if (finish && natural.has(finish)) queueMicrotask(() => store.getState().send());
  });
  return store;
}

/** A pasted text alone is the message itself. */
export function messageOf(draft: string, attachments: Attachment[]): { text: string; attachments: Attachment[] } {
  const [first, ...others] = attachments;
  if (!draft.trim() && first?.pasted && others.length === 0) return { text: asWritten(first.text), attachments: [] };
  return { text: asWritten(draft), attachments };
}

export type Composing = ReturnType<typeof createComposing>;
