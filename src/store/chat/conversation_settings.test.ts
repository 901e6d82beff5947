import * as v from 'valibot';
import { beforeEach, expect, it } from 'vitest';
import { openTab } from '../conversations/browser.fixture.ts';
import { recordSchema } from '../conversations/conversation_record.ts';
import { emptyTree } from '../conversations/tree.ts';
import { originalChatSettings } from './chat_settings.ts';
import { createConversationSettings } from './conversation_settings.ts';
import { createSettings } from './settings.ts';

async function open(given: Parameters<typeof openTab>[0] = {}) {
  const tab = await openTab(given);
  const settings = createSettings(tab.cells, () => {});
  return { ...tab, settings, own: createConversationSettings(tab.conversation, settings) };
}

let tab: Awaited<ReturnType<typeof open>>;
beforeEach(async () => {
  tab = await open();
});

it('follows the defaults until it is changed or begun', () => {
  expect(tab.own.current()).toEqual(originalChatSettings);
  tab.settings.getState().change({ maxTokens: 9 });
  expect(tab.own.current().maxTokens).toBe(9);
  tab.own.keep();
  tab.settings.getState().change({ maxTokens: 10 });
  expect(tab.own.current().maxTokens).toBe(9);
});

it('a conversation keeps its own, and new ones begin with the defaults', async () => {
  tab.own.change({ system: 'Be brief.', seed: 7 });
  tab.say('Hello');
  const { id, startAnew } = tab.conversation.getState();
  startAnew();
  expect(tab.own.current()).toEqual(originalChatSettings);

  await tab.saving.flush();
  const later = await open(tab);
  await later.conversation.getState().open(id);
  expect(later.own.current()).toEqual({ ...originalChatSettings, system: 'Be brief.', seed: 7 });
});

it('makes its settings the defaults, or goes back to them', () => {
  tab.own.change({ system: 'Be brief.' });
  tab.own.makeDefault();
  tab.own.change({ system: 'Be long.' });
  tab.own.takeDefaults();
  expect(tab.own.current().system).toBe('Be brief.');
  tab.conversation.getState().startAnew();
  expect(tab.own.current().system).toBe('Be brief.');
});

it('whether to think is a habit: new conversations begin with what was chosen last', () => {
  tab.own.change({ maxTokens: 9 });
  tab.own.switchThinking(false);
  expect(tab.own.current()).toMatchObject({ maxTokens: 9, thinking: false });
  tab.conversation.getState().startAnew();
  expect(tab.own.current()).toEqual({ ...originalChatSettings, thinking: false });
});

it.each([
  ['cannot be understood', { ...originalChatSettings, maxTokens: -1 }],
  ['are missing, as in earlier versions', undefined],
])('settings that %s cost no conversation', (_, settings) => {
  const [id, title, pinned, createdAt, usedAt, opening, draft] = ['one', null, false, 1, 2, '', 'Hello'];
  const record = { id, title, pinned, createdAt, usedAt, opening, tree: emptyTree(), draft, attached: [], settings };
  expect(v.parse(recordSchema, record)).toEqual({ ...record, settings: null });
});
