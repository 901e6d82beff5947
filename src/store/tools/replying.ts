import type { Answering } from '../chat/answering.ts';
import type { Conversation } from '../conversations/conversation.ts';
import type { ToolResponse } from '../conversations/message.ts';
import { answeredCalls } from '../conversations/tool_calls.ts';
import { isAnswered } from './responding.ts';

interface Parts {
  conversation: Conversation;
  answering: Answering;
}

/** Writes the response to call `at` into the responses `id`. The model goes on once all calls are answered. */
export async function reply(
  { conversation, answering }: Parts,
  id: number,
  at: number,
  response: ToolResponse,
): Promise<void> {
  const { tree, replace } = conversation.getState();
  const node = tree.nodes[id];
  if (node?.message.role !== 'tool') return;
  const before = node.parent === null ? undefined : tree.nodes[node.parent]?.message;
  const responses = answeredCalls(before, node.message).map((each) => (each.at === at ? response : each.response));
  const replied = { role: 'tool', responses } as const;
  replace(id, replied);
  if (isAnswered(replied)) await answering.getState().goOn(id);
}
