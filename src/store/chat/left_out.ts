import type { Message } from '../conversations/message.ts';
import { pathTo, type Tree } from '../conversations/tree.ts';
import { lastView } from './view.ts';

/** How many questions the answer `id` was written without that the one before it saw. */
export function leftOutFor(tree: Tree<Message>, id: number): number {
  const message = tree.nodes[id]?.message;
  if (message?.role !== 'assistant' || !message.view) return 0;
  const { from } = message.view;
  const before = pathTo(tree, tree.nodes[id]!.parent);
  const first = lastView(before)?.from ?? before[0]?.id;
  const at = (question: number | undefined) => before.findIndex((placed) => placed.id === question);
  const lost = before.slice(at(first), at(from));
  return lost.filter(({ message: { role } }) => role === 'user').length;
}

/** Whether there is another question before the one that the answer `id` answers. */
export function hasEarlierTurn(tree: Tree<Message>, id: number): boolean {
  let node = tree.nodes[id];
  while (node && node.parent !== null && node.message.role !== 'user') node = tree.nodes[node.parent];
  return node !== undefined && node.parent !== null;
}
