/** An answer's tool calls, as they are stored: read each time, because what the model wrote is the truth. */
import { readToolCall, type ToolCall } from '../../vocabulary/tool_call.ts';
import type { Answer, Message, ToolResponse, ToolResponses } from './message.ts';

export interface AnsweredCall {
  /** Its place among the calls of its answer. */
  at: number;
  call: ToolCall;
  response: ToolResponse;
}

/** What the model is told of a refused call. */
export const refusal = 'The user refused this call.';

const open: ToolResponse = { content: '', by: null };

/** The calls of an answer that can be read. */
export function callsOf(message: Message | undefined): ToolCall[] {
  if (message?.role !== 'assistant') return [];
  return (message.calls ?? []).flatMap((text) => {
    const read = readToolCall(text);
    return read.ok ? [read.value] : [];
  });
}

/** Those that cannot be read, and what is wrong with them. */
export function unreadCalls({ calls = [] }: Answer): { text: string; reason: string }[] {
  return calls.flatMap((text) => {
    const read = readToolCall(text);
    return read.ok ? [] : [{ text, reason: read.failure.message }];
  });
}

/** The calls of the answer `before`, each with its response. A file that was imported may have fewer. */
export function answeredCalls(before: Message | undefined, { responses }: ToolResponses): AnsweredCall[] {
  return callsOf(before).map((call, at) => ({ at, call, response: responses[at] ?? open }));
}

/** A response as the model reads it. */
export function responseText({ content, by }: ToolResponse): string {
  return by === null ? 'The user has not answered this call.' : content;
}

/** What an answer says as text. Calls that cannot be read, or that nobody answers, are text of it, too. */
export function asSaid(answer: Answer, next: Message | undefined): string {
  const texts = next?.role === 'tool' ? unreadCalls(answer).map(({ text }) => text) : (answer.calls ?? []);
  return [answer.content, ...texts.map((text) => `<tool_call>\n${text.trim()}\n</tool_call>`)]
    .filter(Boolean)
    .join('\n');
}
