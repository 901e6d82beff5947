import { vi } from 'vitest';
import type { ChatEvent, ChatRequest, ChatSummary, EngineApi } from '../../worker/api.ts';
import { openTab } from '../conversations/browser.fixture.ts';
import { pathTo } from '../conversations/tree.ts';
import { startedEngine } from '../engine/fakes.ts';
import { createPeers } from '../peers/peers.ts';
import { createAnswerer } from './answerer.ts';
import { createAnswering } from './answering.ts';
import { createConversationSettings } from './conversation_settings.ts';
import { createSettings } from './settings.ts';

type TextEvent = Extract<ChatEvent, { type: 'text' }>;

export const figures: ChatSummary = {
  finish: 'end-of-turn',
  promptTokens: 5,
  cachedTokens: 0,
  tokens: 2,
  contextUsed: 7,
  timeToFirstTokenMs: 10,
  decodeMs: 20,
  thinkingMs: null,
};

export const said = (text: string, channel: 'thinking' | 'answer' = 'answer'): TextEvent => ({
  type: 'text',
  channel,
  text,
  ids: [text.length],
  tokens: 1,
  contextUsed: 6,
  elapsedMs: 1,
});

/** Answers "Fine." unless it is told otherwise. */
export async function stage() {
  const chat = vi.fn<EngineApi['chat']>(async (_request, onEvent) => {
    onEvent(said('Fine'));
    onEvent(said('.'));
    return { ok: true, value: figures };
  });
  const stop = vi.fn<EngineApi['stop']>(async () => ({ ok: true, value: undefined }));
  const engine = await startedEngine({ chat, stop });
  const { conversation } = await openTab();
  const settings = createSettings(null, () => {});
  let seed = 100;
  const peers = createPeers();
  const answering = createAnswering({
    answerer: createAnswerer(engine, peers),
    conversation,
    settings: createConversationSettings(conversation, settings),
    schedule: (run) => run(),
    randomSeed: () => seed++,
  });
  const path = () => {
    const { tree } = conversation.getState();
    return pathTo(tree, tree.leaf).map(({ message }) => ('content' in message ? message.content : message.responses));
  };
  const asked = (): ChatRequest => chat.mock.lastCall![0];
  return { engine, peers, conversation, settings, answering, chat, stop, path, asked };
}
