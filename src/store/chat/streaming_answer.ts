import type { ChatEvent } from '../../worker/api.ts';

/** What the text of an answer is made of. */
export type TextEvent = Exclude<ChatEvent, { type: 'steps' | 'statistics' }>;

/** An answer that is being written. */
export interface StreamingAnswer {
  /** Its place in the conversation. */
  id: number;
  phase: 'prefill' | 'thinking' | 'answer';
  /** Prompt tokens: reused from the cache, read so far, to be read. */
  prefill: { cached: number; done: number; total: number } | null;
  thinking: string;
  content: string;
  tokens: number;
  contextUsed: number;
  /** Null before there are two events to tell it from. */
  tokensPerSecond: number | null;
  /** Time spent thinking so far. */
  thinkingMs: number;
  /** The first event with text, which rates and durations count from. */
  first: { tokens: number; elapsedMs: number } | null;
}

export function begin(id: number): StreamingAnswer {
  return {
    id,
    phase: 'prefill',
    prefill: null,
    thinking: '',
    content: '',
    tokens: 0,
    contextUsed: 0,
    tokensPerSecond: null,
    thinkingMs: 0,
    first: null,
  };
}

export function advance(answer: StreamingAnswer, event: TextEvent): StreamingAnswer {
  if (event.type === 'prefill') {
    const { cached, done, total } = event;
    return { ...answer, prefill: { cached, done, total }, contextUsed: cached + done };
  }
  const { tokens, contextUsed, elapsedMs } = event;
  const first = answer.first ?? { tokens, elapsedMs };
  const sinceFirst = elapsedMs - first.elapsedMs;
  const next: StreamingAnswer = {
    ...answer,
    first,
    tokens,
    contextUsed,
    phase: event.channel,
    tokensPerSecond: sinceFirst > 0 ? ((tokens - first.tokens) / sinceFirst) * 1000 : null,
  };
  return event.channel === 'thinking'
    ? { ...next, thinking: answer.thinking + event.text, thinkingMs: sinceFirst }
    : { ...next, content: answer.content + event.text };
}
