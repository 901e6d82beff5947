import type { ChatEvent } from '../../worker/api.ts';
import type { MakingRoom } from './making_room.ts';

/** The events that an answer's text is made of. */
export type TextEvent = Exclude<ChatEvent, { type: 'steps' | 'statistics' }>;

/** An answer in progress. */
export interface StreamingAnswer {
  /** Its id in the conversation. */
  id: number;
  phase: 'prefill' | 'thinking' | 'answer' | 'call';
  /** While room for the answer is made in the context, before its prefill. */
  making: MakingRoom | null;
  /** Prompt tokens: reused from the cache; prefilled so far, and to prefill in all. */
  prefill: { cached: number; done: number; total: number } | null;
  thinking: string;
  content: string;
  /** What stands between the tags of its tool calls. */
  calls: readonly string[];
  /** Sampled so far, those before a continuation included. */
  ids: readonly number[];
  tokens: number;
  contextUsed: number;
  /** Null before the second event with text. */
  tokensPerSecond: number | null;
  /** Thinking time so far. */
  thinkingMs: number;
  /** The first event with text: rates and durations count from it. */
  first: { tokens: number; elapsedMs: number } | null;
}

/** `said` is what an answer that goes on has said before. */
export function begin(
  id: number,
  said: Pick<StreamingAnswer, 'thinking' | 'content' | 'ids'> & { calls?: readonly string[] } = {
    thinking: '',
    content: '',
    ids: [],
  },
): StreamingAnswer {
  return {
    id,
    phase: 'prefill',
    making: null,
    prefill: null,
    thinking: said.thinking,
    content: said.content,
    calls: said.calls ?? [],
    ids: said.ids,
    tokens: 0,
    contextUsed: 0,
    tokensPerSecond: null,
    thinkingMs: 0,
    first: null,
  };
}

export function advance(answer: StreamingAnswer, event: TextEvent): StreamingAnswer {
  if (event.type === 'resumed') {
    const { thinking, content, calls } = event;
    return { ...answer, thinking, content, calls };
  }
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
    ids: [...answer.ids, ...event.ids],
    tokens,
    contextUsed,
    phase: event.channel,
    tokensPerSecond: sinceFirst > 0 ? ((tokens - first.tokens) / sinceFirst) * 1000 : null,
  };
  if (event.instead) return { ...next, thinking: event.text, content: '', thinkingMs: sinceFirst };
  if (event.channel === 'call') {
    const before = event.begins ? answer.calls : answer.calls.slice(0, -1);
    const text = event.begins ? event.text : answer.calls.at(-1)! + event.text;
    return { ...next, calls: [...before, text] };
  }
  return event.channel === 'thinking'
    ? { ...next, thinking: answer.thinking + event.text, thinkingMs: sinceFirst }
    : { ...next, content: answer.content + event.text };
}
