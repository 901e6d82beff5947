import { createStore } from 'zustand/vanilla';
import type { ChatEvent, ChatMessage, ChatRequest, ChatSummary, Measured, TokenFigures } from '../../worker/api.ts';
import type { Conversation } from '../conversations/conversation.ts';
import type { Answer, Message } from '../conversations/message.ts';
import type { Engine } from '../engine/engine.ts';
import { latestPerFrame, type Schedule } from '../engine/frames.ts';
import { advance, begin, type StreamingAnswer } from './streaming_answer.ts';
import { modelName } from './model_name.ts';
import type { SettingsStore } from './settings.ts';
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
  /** Writes another answer next to the answer `id`: it begins with `ids`, sampled as those were. */
  branch: (id: number, ids: readonly number[]) => Promise<void>;
  /** What the engine was asked for the answer `id`, as it would be asked now; null for what is no answer. */
  requestOf: (id: number) => ChatRequest | null;
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
  settings: SettingsStore;
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

    function blank(parent: number, like?: Pick<Answer, 'seed' | 'askedToThink' | 'ids'>): number | null {
      const { model } = engine.getState();
      if (!model) return null;
      const { thinking, seed } = settings.getState();
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
        ...like,
      });
    }

    function answerAt(id: number): Answer | null {
      const message = conversation.getState().tree.nodes[id]?.message;
      return message?.role === 'assistant' ? message : null;
    }

    function requestOf(id: number): ChatRequest | null {
      const { tree } = conversation.getState();
      const asked = answerAt(id);
      if (!asked) return null;
      const { system, sampling, maxTokens } = settings.getState();
      return {
        messages: toChat(system, pathTo(tree, tree.nodes[id]!.parent)),
        thinking: asked.askedToThink,
        sampling: { ...sampling, seed: asked.seed },
        maxTokens,
        resume: asked.ids,
      };
    }

    /** Has the model write the answer `id`, behind what is there of it. */
    async function answer(id: number): Promise<void> {
      const before = answerAt(id);
      const request = requestOf(id);
      if (!before || !request) return;
      let streaming = begin(id, before);
      let ended = false;
      unfinished = () => {
        const { content, thinking, ids } = streaming;
        return { ...before, content, thinking, ids: [...ids], figures: null, failure: null };
      };
      set({ streaming });
      const keeping = setInterval(() => get().keep(), keepMs);
      const frames = latestPerFrame<StreamingAnswer>((latest) => set({ streaming: latest }), schedule);
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
      branch: (id, ids) =>
        ask(() => {
          const from = answerAt(id);
          if (!from) return null;
          return blank(parentOf(id)!, { seed: from.seed, askedToThink: from.askedToThink, ids: [...ids] });
        }),
      requestOf,
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
