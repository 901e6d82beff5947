import { createStore } from 'zustand/vanilla';
import type { ChatEvent, ChatMessage, ChatSummary, Measured, TokenFigures } from '../../worker/api.ts';
import type { Conversation } from '../conversations/conversation.ts';
import type { Answer, Message } from '../conversations/message.ts';
import type { Engine } from '../engine/engine.ts';
import { latestPerFrame, type Schedule } from '../engine/frames.ts';
import { advance, begin, type StreamingAnswer } from './streaming_answer.ts';
import { modelName } from './model_name.ts';
import type { ConversationSettings } from './conversation_settings.ts';
import { publishedSampling } from './sampling.ts';
import { pathTo, type Placed } from '../conversations/tree.ts';

export interface AnsweringState {
  streaming: StreamingAnswer | null;
  /** Asks at the end of the branch on show. */
  send: (text: string) => Promise<void>;
  /** Asks `text` instead of the question `id`, on a new branch. */
  edit: (id: number, text: string) => Promise<void>;
  /** Asks for another answer next to the answer `id`. */
  regenerate: (id: number) => Promise<void>;
  /** Goes on with the answer `id`, which was cut. */
  resume: (id: number) => Promise<void>;
  /** Stops the answer in progress, if there is one, and waits for its end. */
  stop: () => Promise<void>;
  /** Stores the partial answer in progress, because the page may be about to close. */
  keep: () => void;
}

/** How often a running answer is stored. A crash loses no more than this. */
const keepMs = 1000;

interface Parts {
  engine: Engine;
  conversation: Conversation;
  settings: ConversationSettings;
  schedule: Schedule;
  randomSeed: () => number;
  /** Receives measurements of an answer. */
  onMeasured?: (answer: number, measured: Measured) => void;
  /** Receives the statistics of a token of an answer. */
  onFigures?: (answer: number, figures: TokenFigures) => void;
}

/** The conversation as the model gets it, without answers that never began. */
function toChat(system: string, path: Placed<Message>[]): ChatMessage[] {
  const messages = path.flatMap(({ message }): ChatMessage[] => {
    if (message.role === 'user') return [{ role: 'user', content: message.content }];
    const { content, thinking } = message;
    return content || thinking ? [{ role: 'assistant', content, ...(thinking && { thinking }) }] : [];
  });
  return system.trim() ? [{ role: 'system', content: system }, ...messages] : messages;
}

/** Figures of an answer in two parts, of which the first has `tokens` tokens. */
function together(first: ChatSummary | null, second: ChatSummary, tokens: number): ChatSummary {
  return {
    ...second,
    tokens: tokens + second.tokens,
    timeToFirstTokenMs: first?.timeToFirstTokenMs ?? second.timeToFirstTokenMs,
    decodeMs: (first?.decodeMs ?? 0) + second.decodeMs,
    thinkingMs: sum(first?.thinkingMs ?? null, second.thinkingMs),
  };
}

function sum(a: number | null, b: number | null): number | null {
  return a === null && b === null ? null : (a ?? 0) + (b ?? 0);
}

export function createAnswering({
  engine,
  conversation,
  settings,
  schedule,
  randomSeed,
  onMeasured,
  onFigures,
}: Parts) {
  return createStore<AnsweringState>()((set, get) => {
    let inProgress: Promise<void> = Promise.resolve();
    let unfinished: (() => Answer) | null = null;

    function blank(parent: number): number | null {
      const { model } = engine.getState();
      if (!model) return null;
      const { thinking, seed } = settings.current();
      return conversation.getState().append(parent, {
        role: 'assistant',
        content: '',
        thinking: '',
        model: { name: modelName(model), hash: model.hash },
        seed: seed ?? randomSeed(),
        askedToThink: thinking,
        ids: [],
        figures: null,
        failure: null,
      });
    }

    /** Has the model write the answer `id`, behind what is there of it. */
    async function answer(id: number): Promise<void> {
      const { tree } = conversation.getState();
      const node = tree.nodes[id];
      if (node?.message.role !== 'assistant') return;
      const before = node.message;
      const { system, sampling, maxTokens } = settings.current();
      let streaming = begin(id, before);
      let ended = false;
      unfinished = () => {
        const { content, thinking, ids } = streaming;
        return { ...before, content, thinking, ids: [...ids], figures: null, failure: null };
      };
      set({ streaming });
      const keeping = setInterval(() => get().keep(), keepMs);
      const frames = latestPerFrame<StreamingAnswer>((latest) => set({ streaming: latest }), schedule);
      const request = {
        messages: toChat(system, pathTo(tree, node.parent)),
        thinking: before.askedToThink,
        sampling: {
          ...(sampling ?? publishedSampling(engine.getState().model, before.askedToThink)),
          seed: before.seed,
        },
        maxTokens,
        resume: before.ids,
      };
      const onEvent = (event: ChatEvent) => {
        if (ended) return; // the answer has ended, and this event is late
        if (event.type === 'steps') return onMeasured?.(id, event);
        if (event.type === 'statistics') return onFigures?.(id, event.figures);
        streaming = advance(streaming, event);
        frames.push(streaming);
      };
      const result = await engine.getState().run((api) => api.chat(request, onEvent));
      ended = true;
      clearInterval(keeping);
      frames.flush();
      const text = unfinished();
      unfinished = null;
      conversation
        .getState()
        .replace(
          id,
          result.ok
            ? { ...text, figures: together(before.figures, result.value, before.ids.length) }
            : { ...text, failure: result.failure.message },
        );
      set({ streaming: null });
    }

    /** Does nothing while an answer is in progress. */
    async function ask(answerToWrite: () => number | null): Promise<void> {
      const { model, loading, diagnosing } = engine.getState();
      if (get().streaming || !model || loading || diagnosing || !conversation.getState().writable) return;
      settings.keep();
      const id = answerToWrite();
      if (id === null) return;
      inProgress = answer(id);
      await inProgress;
    }

    const question = (parent: number | null, text: string) =>
      conversation.getState().append(parent, { role: 'user', content: text });
    const parentOf = (id: number) => conversation.getState().tree.nodes[id]?.parent ?? null;

    return {
      streaming: null,
      send: (text) => ask(() => blank(question(conversation.getState().tree.leaf, text))),
      edit: (id, text) => ask(() => blank(question(parentOf(id), text))),
      regenerate: (id) => ask(() => blank(parentOf(id)!)),
      resume: (id) => ask(() => id),
      async stop() {
        if (!get().streaming) return;
        engine.getState().stop();
        await inProgress;
      },
      keep() {
        const { streaming } = get();
        if (streaming && unfinished) conversation.getState().replace(streaming.id, unfinished());
      },
    };
  });
}

export type Answering = ReturnType<typeof createAnswering>;
