import { expect, it, vi } from 'vitest';
import type { EngineApi } from '../../worker/api.ts';
import { openTab } from '../conversations/browser.fixture.ts';
import { startedEngine, succeeded, turns } from '../engine/fakes.ts';
import type { Answer } from '../conversations/message.ts';
import { createPeers } from '../peers/peers.ts';
import { createAnswerer } from './answerer.ts';
import { createAnswering } from './answering.ts';
import { figures } from './answering.fixture.ts';
import { createContextUse } from './context_use.ts';
import { createConversationSettings } from './conversation_settings.ts';
import { createSettings } from './settings.ts';

async function stage() {
  const countTokens = vi.fn<EngineApi['countTokens']>(async (of) =>
    succeeded('text' in of ? 0 : of.messages.reduce((sum, { content }) => sum + content.length, 0)),
  );
  const engine = await startedEngine({ countTokens });
  const { conversation } = await openTab();
  const settings = createConversationSettings(
    conversation,
    createSettings(null, () => {}),
  );
  const schedule = (run: () => void) => run();
  const answerer = createAnswerer(engine, createPeers());
  const answering = createAnswering({ answerer, conversation, settings, schedule, randomSeed: () => 1 });
  let run = () => {};
  const use = createContextUse({ answerer, conversation, answering, settings, debounce: (next) => (run = next) });
  /** Lets the pause pass after which what was typed is counted. */
  const pause = async () => {
    run();
    run = () => {};
    await vi.dynamicImportSettled();
    await turns();
  };
  return { engine, conversation, settings, answering, use, pause, next: () => use.getState().next };
}

it('counts what is typed once typing pauses, with the system prompt and what was said', async () => {
  const on = await stage();
  expect(on.next()).toBeNull();
  on.conversation.getState().setDraft('four');
  await on.pause();
  expect(on.next()).toMatchObject({ tokens: 4, fits: true, leftOut: 0 });
  on.settings.change({ system: 'Be brief.' });
  await on.pause();
  expect(on.next()).toMatchObject({ tokens: 13 });
  on.conversation.getState().setAttached([{ name: 'a', text: 'b', pasted: false }]);
  await on.pause();
  expect(on.next()!.tokens).toBeGreaterThan(20);
});

it('says beforehand what will not fit', async () => {
  const on = await stage();
  on.conversation.getState().setDraft('x'.repeat(5000));
  await on.pause();
  expect(on.next()).toMatchObject({ tokens: 5000, fits: false });
});

it('finds no message too long where another model has answered, and nothing is typed', async () => {
  const on = await stage();
  await on.answering.getState().send('x'.repeat(3000));
  const { tree, replace } = on.conversation.getState();
  const answer = tree.nodes[1]!.message as Answer;
  const by = { content: 'x'.repeat(5000), figures, failure: null, model: { name: 'other', hash: 'other' } };
  replace(1, { ...answer, ...by });
  await on.pause();
  expect(on.next()).toMatchObject({ tokens: 8000, fits: true });
});

it('has nothing to say once the box is empty, or while an answer runs', async () => {
  const on = await stage();
  on.conversation.getState().setDraft('four');
  await on.pause();
  on.conversation.getState().setDraft('');
  expect(on.next()).toBeNull();
  on.conversation.getState().setDraft('four');
  await on.pause();
  void on.answering.getState().send('one');
  expect(on.next()).toBeNull();
});

it('counts a question whose answer failed, so that a longer context can be offered', async () => {
  const on = await stage();
  await on.answering.getState().send('x'.repeat(5000));
  await on.pause();
  expect(on.next()).toMatchObject({ tokens: 5000, fits: false });
  await on.engine.getState().resize(8192);
  await on.pause();
  expect(on.next()).toMatchObject({ tokens: 5000, fits: true });
});
