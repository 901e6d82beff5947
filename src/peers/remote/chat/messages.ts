import type { ChatMessage } from '../../../worker/api.ts';

/** A conversation as OpenAI's interface has it. `withThoughts`: whether thoughts go along, for the chat template to decide on. */
export function openAiMessages(messages: readonly ChatMessage[], withThoughts: boolean) {
  const idOf = (turn: number, call: number) => `call_${turn}_${call}`;
  let asked = 0;
  let answered = 0;
  return messages.map(({ role, content, thinking, calls = [] }, turn) => {
    if (role === 'tool') return { role, content, tool_call_id: idOf(asked, answered++) };
    if (calls.length > 0) [asked, answered] = [turn, 0];
    return {
      role,
      content,
      ...(thinking && withThoughts && { reasoning_content: thinking }),
      ...(calls.length > 0 && {
        tool_calls: calls.map((call, at) => ({
          id: idOf(turn, at),
          type: 'function',
          function: { name: call.name, arguments: JSON.stringify(call.arguments) },
        })),
      }),
    };
  });
}

/** A conversation as Ollama has it. */
export function ollamaMessages(messages: readonly ChatMessage[]) {
  return messages.map(({ role, content, thinking, calls = [] }) => ({
    role,
    content,
    ...(thinking && { thinking }),
    ...(calls.length > 0 && { tool_calls: calls.map((call) => ({ function: call })) }),
  }));
}
