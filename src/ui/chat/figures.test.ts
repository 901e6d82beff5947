import { expect, it } from 'vitest';
import type { Answer, Message } from '../../store/conversations/message.ts';
import { append, emptyTree, type Tree } from '../../store/conversations/tree.ts';
import type { ChatSummary } from '../../worker/api.ts';
import { contextUsed, decodeRate, lastFigures } from './figures.ts';

const figures = (changes: Partial<ChatSummary> = {}): ChatSummary => ({
  finish: 'end-of-turn',
  promptTokens: 5,
  cachedTokens: 0,
  tokens: 21,
  contextUsed: 26,
  timeToFirstTokenMs: 10,
  decodeMs: 400,
  thinkingMs: null,
  ...changes,
});

function asked(tree: Tree<Message>, answer: Partial<Answer>): Tree<Message> {
  const question = append<Message>(tree, tree.leaf, { role: 'user', content: '' });
  return append<Message>(question, question.leaf, {
    role: 'assistant',
    content: '',
    thinking: '',
    model: { name: 'demo', hash: 'a' },
    seed: 1,
    askedToThink: true,
    ids: [],
    figures: null,
    failure: null,
    ...answer,
  });
}

it('counts the tokens after the first over the time they took', () => {
  expect(decodeRate(figures())).toBe(50);
  expect(decodeRate(figures({ tokens: 1, decodeMs: 0 }))).toBeNull();
});

it('takes the last answer that has figures', () => {
  const empty = emptyTree<Message>();
  expect(lastFigures(empty)).toBeNull();
  const failed = asked(asked(empty, { figures: figures() }), { failure: 'driver reset' });
  expect(lastFigures(failed)).toEqual(figures());
});

it('says nothing of the context that another model filled', () => {
  const tree = asked(emptyTree(), { figures: figures() });
  expect(contextUsed(tree, { name: 'demo', hash: 'a' })).toBe(26);
  expect(contextUsed(tree, { name: 'demo', hash: 'b' })).toBe(0);
});
