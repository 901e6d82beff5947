import type { Message, ToolResponses } from '../conversations/message.ts';
import { callsOf } from '../conversations/tool_calls.ts';
import { pathTo, type Tree } from '../conversations/tree.ts';
import { answerOf } from './built_in.ts';
import type { ToolSettings } from './tool_settings.ts';

/** Rounds of calls in one turn after which the person is asked whether to go on. */
const roundsAtOnce = 8;

/** The responses to the calls of an answer that has ended, as far as built-in tools give them; null where it made none. */
export function responsesTo(message: Message | undefined, { builtIn }: ToolSettings): ToolResponses | null {
  if (message?.role !== 'assistant' || message.figures?.finish !== 'end-of-turn') return null;
  const responses = callsOf(message).map((call) => {
    const content = answerOf(call, builtIn);
    return { content: content ?? '', by: content === null ? null : ('tool' as const) };
  });
  return responses.length > 0 ? { role: 'tool', responses } : null;
}

/** Whether the model goes on by itself behind the responses `id`. */
export function goesOn(tree: Tree<Message>, id: number): boolean {
  const message = tree.nodes[id]?.message;
  return message?.role === 'tool' && isAnswered(message) && roundsBefore(tree, id) % roundsAtOnce !== 0;
}

export function isAnswered({ responses }: ToolResponses): boolean {
  return responses.every(({ by }) => by !== null);
}

/** How often tools were called since the question, up to `id`. */
export function roundsBefore(tree: Tree<Message>, id: number): number {
  const path = pathTo(tree, id);
  return path
    .slice(path.findLastIndex(({ message }) => message.role === 'user'))
    .filter(({ message }) => message.role === 'tool').length;
}

/** `responses`, to be written once more where a person wrote them. */
export function reopened({ role, responses }: ToolResponses): ToolResponses {
  return {
    role,
    responses: responses.map(({ content, by }) =>
      by === 'tool' ? { content, by } : { content: by === 'refusal' ? '' : content, by: null },
    ),
  };
}
