import { createStore } from 'zustand/vanilla';
import type { ChatEvent, ChatMessage, Measured, TokenFigures } from '../../worker/api.ts';
import type { Answer, Conversation, Message } from './conversation.ts';
import type { Engine } from '../engine/engine.ts';
import { latestPerFrame, type Schedule } from '../engine/frames.ts';
import { advance, begin, type StreamingAnswer } from './streaming_answer.ts';
import { modelName } from './model_name.ts';
import type { SettingsStore } from './settings.ts';
import { pathTo, type Placed } from './tree.ts';

export interface AnsweringState {
  streaming: StreamingAnswer | null;
  /** Asks at the end of the branch on show. */
  send: (text: string) => Promise<void>;
  /** Asks `text` instead of the question `id`, on a branch of its own. */
  edit: (id: number, text: string) => Promise<void>;
  /** Another answer beside the answer `id`. */
  regenerate: (id: number) => Promise<void>;
  /** Resolves when the answer in progress, if any, has ended. */
  stop: () => Promise<void>;
  /** Puts what there is of the answer in progress into the conversation, for a page that may be about to go. */
  keep: () => void;
}

interface Parts {
  engine: Engine;
  conversation: Conversation;
  settings: SettingsStore;
  schedule: Schedule;
  drawSeed: () => number;
  /** Takes what was measured of an answer. */
  onMeasured?: (answer: number, measured: Measured) => void;
  /** Takes what a token of it left. */
  onFigures?: (answer: number, figures: TokenFigures) => void;
}

/** What the model is told. An answer that never began says nothing. */
function toChat(system: string, path: Placed<Message>[]): ChatMessage[] {
  const told = path.flatMap(({ message }): ChatMessage[] => {
    if (message.role === 'user') return [{ role: 'user', content: message.content }];
    const { content, thinking } = message;
    return content || thinking ? [{ role: 'assistant', content, ...(thinking && { thinking }) }] : [];
  });
  return system.trim() ? [{ role: 'system', content: system }, ...told] : told;
}

export function createAnswering({ engine, conversation, settings, schedule, drawSeed, onMeasured, onFigures }: Parts) {
  return createStore<AnsweringState>()((set, get) => {
    let inProgress: Promise<void> = Promise.resolve();
    let unfinished: (() => Answer) | null = null;

    async function answer(parent: number): Promise<void> {
      const { model } = engine.getState();
      if (!model) return;
      const { system, thinking, sampling, maxTokens, seed: fixedSeed } = settings.getState();
      const seed = fixedSeed ?? drawSeed();
      const blank: Answer = {
        role: 'assistant',
        content: '',
        thinking: '',
        model: { name: modelName(model), hash: model.hash },
        seed,
        figures: null,
        failure: null,
      };
      const id = conversation.getState().append(parent, blank);
      let streaming = begin(id);
      let ended = false;
      unfinished = () => ({ ...blank, content: streaming.content, thinking: streaming.thinking });
      set({ streaming });

      const frames = latestPerFrame<StreamingAnswer>((latest) => set({ streaming: latest }), schedule);
      const messages = toChat(system, pathTo(conversation.getState().tree, parent));
      const request = { messages, thinking, sampling: { ...sampling, seed }, maxTokens };
      const onEvent = (event: ChatEvent) => {
        if (ended) return; // the engine gave the answer up, and an event came late
        if (event.type === 'steps') return onMeasured?.(id, event);
        if (event.type === 'statistics') return onFigures?.(id, event.figures);
        streaming = advance(streaming, event);
        frames.push(streaming);
      };
      const result = await engine.getState().run((api) => api.chat(request, onEvent));

      ended = true;
      frames.flush();
      const text = unfinished();
      unfinished = null;
      conversation
        .getState()
        .replace(id, result.ok ? { ...text, figures: result.value } : { ...text, failure: result.failure.message });
      set({ streaming: null });
    }

    /** One answer at a time: asked for another meanwhile, it does nothing. */
    async function ask(place: () => number | null): Promise<void> {
      const { model, loading, diagnosing } = engine.getState();
      if (get().streaming || !model || loading || diagnosing) return;
      const parent = place();
      if (parent === null) return;
      inProgress = answer(parent);
      await inProgress;
    }

    const question = (parent: number | null, text: string) =>
      conversation.getState().append(parent, { role: 'user', content: text });
    const parentOf = (id: number) => conversation.getState().tree.nodes[id]?.parent ?? null;

    return {
      streaming: null,
      send: (text) => ask(() => question(conversation.getState().tree.leaf, text)),
      edit: (id, text) => ask(() => question(parentOf(id), text)),
      regenerate: (id) => ask(() => parentOf(id)),
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
