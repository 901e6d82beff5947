/** `/v1/chat/completions`, as each dialect answers it. */
import type { ChatMessage } from '../../../src/worker/api.ts';
import type { Said, ServedModel } from '../model.ts';
import type { Message } from '../stream.ts';

export interface ChatBody {
  messages: ChatMessage[];
  max_tokens?: number;
  chat_template_kwargs?: { enable_thinking?: boolean };
}

/** How the servers differ. */
export interface ChatWords {
  /** The field that thoughts are in; null where they stand in the text, between tags. */
  thoughts: 'reasoning' | 'reasoning_content' | null;
  /** Whether every message counts the tokens so far. */
  counts: 'usage' | 'timings' | null;
}

/** What a chat streams. */
export function chatMessages(model: ServedModel, body: ChatBody, { thoughts, counts }: ChatWords): Message[] {
  const thinking = body.chat_template_kwargs?.enable_thinking ?? true;
  const said = model.say(body.messages);
  const promptTokens = model.chat(body.messages, thinking).length;
  const limit = body.max_tokens ?? Infinity;
  const deltas = deltasOf(thinking ? said : { ...said, thinking: [] }, thoughts).slice(0, limit);
  const usage = (tokens: number) => ({
    prompt_tokens: promptTokens,
    completion_tokens: tokens,
    total_tokens: promptTokens + tokens,
  });
  const counted = (tokens: number) =>
    counts === 'usage'
      ? { usage: usage(tokens) }
      : counts === 'timings'
        ? { timings: { predicted_n: tokens, prompt_n: promptTokens, cache_n: 0 } }
        : {};
  const chunk = (delta: Record<string, unknown>, finish: string | null, tokens: number) => ({
    object: 'chat.completion.chunk',
    model: model.id,
    choices: [{ index: 0, delta, finish_reason: finish }],
    ...counted(tokens),
  });
  const finish = said.calls.length > 0 ? 'tool_calls' : deltas.length === limit ? 'length' : 'stop';
  return [
    chunk({ role: 'assistant', content: '' }, null, 0),
    ...deltas.map((delta, at) => delta && chunk(delta, null, at + 1)),
    chunk({}, finish, deltas.length),
    { object: 'chat.completion.chunk', model: model.id, choices: [], usage: usage(deltas.length) },
  ];
}

function deltasOf(
  { thinking, text, calls }: Said,
  thoughts: ChatWords['thoughts'],
): (Record<string, unknown> | null)[] {
  const content = (piece: string) => (piece === '' ? null : { content: piece });
  const tagged = thinking.length > 0 ? ['<thi', 'nk>\n', ...thinking, '\n</th', 'ink>\n\n'] : [];
  return [
    ...(thoughts ? thinking.map((piece) => ({ [thoughts]: piece })) : tagged.map(content)),
    ...text.map(content),
    // The name comes first, and the arguments in pieces.
    ...calls.flatMap(({ name, arguments: given }, index) => {
      const json = JSON.stringify(given);
      const half = Math.floor(json.length / 2);
      return [
        { tool_calls: [{ index, id: `call_${index}`, type: 'function', function: { name, arguments: '' } }] },
        ...[json.slice(0, half), json.slice(half)].map((piece) => ({
          tool_calls: [{ index, function: { arguments: piece } }],
        })),
      ];
    }),
  ];
}
