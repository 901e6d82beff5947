import { isSameModel } from '../../store/conversations/same_model.ts';
import type { Answer, Message } from '../../store/conversations/message.ts';
import { pathTo, type Tree } from '../../store/conversations/tree.ts';
import type { ChatSummary } from '../../worker/api.ts';

/** Tokens per second from the first token to the last; null where there was only one. */
export function decodeRate({ tokens, decodeMs }: ChatSummary): number | null {
  return tokens > 1 && decodeMs > 0 ? ((tokens - 1) / decodeMs) * 1000 : null;
}

function lastAnswer(tree: Tree<Message>): Answer | null {
  const answers = pathTo(tree, tree.leaf).flatMap(({ message }) =>
    message.role === 'assistant' && message.figures ? [message] : [],
  );
  return answers.at(-1) ?? null;
}

/** The figures of the last finished answer of the branch on show. */
export function lastFigures(tree: Tree<Message>): ChatSummary | null {
  return lastAnswer(tree)?.figures ?? null;
}

/** How many tokens of context the branch on show used when `model` last answered on it; 0 where another model did. */
export function contextUsed(tree: Tree<Message>, model: Answer['model']): number {
  const answer = lastAnswer(tree);
  return answer && isSameModel(answer.model, model) ? (answer.figures?.contextUsed ?? 0) : 0;
}
