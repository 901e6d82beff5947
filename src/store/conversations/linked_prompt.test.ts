import { expect, it, vi } from 'vitest';
import { openTab } from './browser.fixture.ts';
import { takeLinkedPrompt } from './linked_prompt.ts';

it.each([
  ['https://a.example/app/?q=Hello%20there%26+you#chat', 'Hello there& you', 'https://a.example/app/#chat'],
  ['https://a.example/?hub=https%3A%2F%2Fb.example&q=x', 'x', 'https://a.example/?hub=https%3A%2F%2Fb.example'],
  ['https://a.example/?q=', null, 'https://a.example/'],
])('a link names a prompt, once: %s', (href, prompt, rest) => {
  const replaceState = vi.fn<History['replaceState']>();
  expect(takeLinkedPrompt({ href }, { replaceState })).toBe(prompt);
  expect(String(replaceState.mock.calls[0]![2])).toBe(rest);
});

it('an address without a prompt is left alone', () => {
  const replaceState = vi.fn<History['replaceState']>();
  expect(takeLinkedPrompt({ href: 'https://a.example/?hub=x' }, { replaceState })).toBeNull();
  expect(replaceState).not.toHaveBeenCalled();
});

it('the page opens with it in a new conversation, and the one before stays as it is', async () => {
  const before = await openTab();
  before.say('Earlier');
  before.conversation.getState().setDraft('half a thought');
  await before.saving.flush();
  const tab = await openTab({ ...before, prompt: 'From a link' });
  expect(tab.conversation.getState()).toMatchObject({ draft: 'From a link', ready: true });
  expect(tab.said()).toEqual([]);
  await tab.conversation.getState().open(before.conversation.getState().id);
  expect(tab.conversation.getState().draft).toBe('half a thought');
});
