/** A conversation that outgrows the context, from the question to what the model is told. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatRequest, EngineApi } from '../../worker/api.ts';
import type { Answer } from '../conversations/message.ts';
import { openTab } from '../conversations/browser.fixture.ts';
import { failed, inTime, loadedModel, startedEngine, succeeded } from '../engine/fakes.ts';
import { createPeers } from '../peers/peers.ts';
import { createAnswerer } from './answerer.ts';
import { createAnswering } from './answering.ts';
import { figures } from './answering.fixture.ts';
import { leftOutFor } from './left_out.ts';
import { createConversationSettings } from './conversation_settings.ts';
import { createSettings } from './settings.ts';

/** Every character is a token. With a context of 100, a prompt takes at most 75, and 50 once messages are left out. */
async function stage(context = 100) {
  let says = 'Fine.';
  let calls: string | null = null;
  const asked: ChatRequest[] = [];
  const chat = vi.fn<EngineApi['chat']>(async (request, onEvent) => {
    asked.push(request);
    const isSummary = request.messages.at(-1)!.content.startsWith('Summarise our conversation');
    const text = isSummary ? 'They counted.' : says;
    const part = { type: 'text', ids: [1], tokens: 1, contextUsed: 6, elapsedMs: 1 } as const;
    if (calls !== null && request.messages.at(-1)!.role === 'user') {
      onEvent({ ...part, channel: 'call', begins: true, text: calls });
    } else onEvent({ ...part, channel: 'answer', text });
    return { ok: true, value: figures };
  });
  const stop = vi.fn<EngineApi['stop']>(async () => succeeded(undefined));
  const engine = await startedEngine({
    chat,
    stop,
    load: async (name, options) => succeeded(loadedModel(name, { ...options, context })),
    countTokens: async (of) =>
      succeeded('text' in of ? of.text.length : of.messages.reduce((sum, { content }) => sum + content.length, 0)),
  });
  const { conversation } = await openTab();
  const settings = createConversationSettings(
    conversation,
    createSettings(null, () => {}),
  );
  const answering = createAnswering({
    answerer: createAnswerer(engine, createPeers()),
    conversation,
    settings,
    schedule: (run) => run(),
    randomSeed: () => 1,
  });
  return {
    engine,
    conversation,
    settings,
    answering,
    chat,
    stop,
    asked,
    say: (text: string) => void (says = text),
    /** Has every question lead to this tool call first. */
    call: (text: string) => void (calls = text),
    send: (text: string) => answering.getState().send(text),
    told: () => asked.at(-1)!.messages.map(({ content }) => content),
    answer: (id: number) => conversation.getState().tree.nodes[id]!.message as Answer,
    making: () => answering.getState().streaming?.making ?? null,
  };
}

const question = (n: number) => `${n}: `.padEnd(15, '?');

let on: Awaited<ReturnType<typeof stage>>;
beforeEach(async () => {
  on = await stage();
});

/** Three questions and answers of 20 tokens fit beside a fourth question. */
async function fill(): Promise<void> {
  for (const n of [1, 2, 3]) await on.send(question(n));
}

describe('the oldest are left out', () => {
  it('once the context is full, so that half of it is free', async () => {
    await fill();
    await on.send(question(4));
    expect(on.told()[0]).toBe(question(1));
    await on.send(question(5));
    expect(on.told()).toEqual([question(4), 'Fine.', question(5)]);
    expect(on.answer(9).view).toEqual({ from: 6, summary: null });
    expect(leftOutFor(on.conversation.getState().tree, 9)).toBe(3);
  });

  it('and stay out while the rest fits', async () => {
    await fill();
    for (const n of [4, 5, 6]) await on.send(question(n));
    expect(on.told()[0]).toBe(question(4));
    expect(leftOutFor(on.conversation.getState().tree, 11)).toBe(0);
  });

  it('but not the system prompt, nor what the conversation holds', async () => {
    on.settings.change({ system: 'Be brief.' });
    for (const n of [1, 2, 3, 4, 5]) await on.send(question(n));
    expect(on.told()).toEqual(['Be brief.', question(3), 'Fine.', question(4), 'Fine.', question(5)]);
    expect(on.conversation.getState().tree.nodes).toHaveLength(10);
  });

  it('until a longer context has room for them', async () => {
    for (const n of [1, 2, 3, 4, 5]) await on.send(question(n));
    await on.engine.getState().resize(1000);
    await on.send(question(6));
    expect(on.told()).toHaveLength(11);
    expect(on.answer(11).view).toBeUndefined();
  });

  it('on a branch of its own only', async () => {
    for (const n of [1, 2, 3, 4, 5]) await on.send(question(n));
    await on.answering.getState().edit(2, 'Again');
    expect(on.told()).toEqual([question(1), 'Fine.', 'Again']);
  });

  it('with the calls of their tools and the responses, never between them', async () => {
    on.settings.change({ tools: { builtIn: ['calculator'], own: '' } });
    on.call('{"name": "calculator", "arguments": {"expression": "12*7"}}');
    for (const n of [1, 2, 3, 4]) await on.send(question(n));
    expect(on.told()).toEqual([question(3), '', '84', 'Fine.', question(4), '', '84']);
    const seen = on.asked.at(-1)!.messages;
    expect(seen.map(({ role }) => role).join(' ')).toBe('user assistant tool assistant user assistant tool');
    for (const { calls, role, content } of seen)
      expect(role === 'assistant' && content === '').toBe(calls !== undefined);
    const { tree } = on.conversation.getState();
    // Both answers of the turn saw the same.
    for (const id of [13, 15]) expect(on.answer(id).view).toEqual({ from: 8, summary: null });
    expect([13, 15].map((id) => leftOutFor(tree, id))).toEqual([2, 0]);
  });

  it('for the rest of an answer that filled the context', async () => {
    await fill();
    on.say('x'.repeat(40));
    await on.send(question(4));
    await on.answering.getState().resume(7);
    expect(on.told()[0]).not.toBe(question(1));
  });
});

it('a message that is longer than the context is refused, and stays', async () => {
  await on.send('x'.repeat(120));
  expect(on.chat).not.toHaveBeenCalled();
  expect(on.answer(1).failure).toBe(
    'This message alone is 120 tokens long, and the context holds 100: shorten it, or load the model with a longer context.',
  );
  await on.send('y'.repeat(50_000));
  expect(on.answer(3).failure).toContain('shorten it: this model reads at most 40960.');
});

describe('a summary', () => {
  beforeEach(async () => {
    on = await stage(120);
    on.settings.change({ overflow: 'summarise' });
    await fill();
    await on.send(question(4));
    await on.send(question(5));
  });

  it('is written of what is left out, and told in its place', async () => {
    const [summary] = on.asked.slice(-2);
    expect(summary!.thinking).toBe(false);
    expect(summary!.messages.at(-1)!.content).toContain('Summarise our conversation');
    expect(on.told()).toEqual([
      'Summary of the conversation before:\nThey counted.',
      question(4),
      'Fine.',
      question(5),
    ]);
    expect(on.answer(9).view).toEqual({ from: 6, summary: 'They counted.' });
  });

  it('is kept once, and told again', async () => {
    await on.send('6');
    expect(on.told()[0]).toBe('Summary of the conversation before:\nThey counted.');
    expect(on.answer(11).view).toEqual({ from: 6, summary: null });
  });

  it('can be changed', async () => {
    on.conversation.getState().replace(9, { ...on.answer(9), view: { from: 6, summary: 'Shorter' } });
    on.settings.change({ overflow: 'leave-out' });
    await on.answering.getState().regenerate(9);
    expect(on.told()[0]).toBe('Summary of the conversation before:\nShorter');
  });

  it('can be done without', async () => {
    on = await stage();
    on.settings.change({ overflow: 'summarise' });
    for (const n of [1, 2, 3, 4]) await on.send(question(n));
    let end!: () => void;
    on.chat.mockImplementationOnce(async () => {
      await new Promise<void>((resolve) => (end = resolve));
      return { ok: true, value: { ...figures, finish: 'stopped' } };
    });
    on.stop.mockImplementationOnce(async () => {
      end();
      return succeeded(undefined);
    });
    const sent = on.send(question(5));
    await vi.waitFor(() => expect(on.making()).toEqual({ at: 'summarising', text: '' }), inTime);
    on.answering.getState().decide('leave-out');
    await sent;
    expect(on.answer(9)).toMatchObject({ content: 'Fine.', view: { summary: null } });
  });

  it('that cannot be written is no reason to go on without a word', async () => {
    on = await stage();
    on.settings.change({ overflow: 'summarise' });
    for (const n of [1, 2, 3, 4]) await on.send(question(n));
    on.chat.mockResolvedValueOnce({ ok: true, value: figures });
    await on.send(question(5));
    expect(on.answer(9).failure).toMatch(/^The model wrote no summary .* choose to leave it out in the settings/);
    on.chat.mockResolvedValueOnce(failed({ kind: 'device-lost', message: 'driver reset' }));
    await on.answering.getState().regenerate(9);
    expect(on.answer(10).failure).toBe('driver reset');
  });
});

describe('where the person wants to be asked', () => {
  beforeEach(async () => {
    on.settings.change({ overflow: 'ask' });
    await fill();
    await on.send(question(4));
  });

  it.each(['leave-out', 'summarise'] as const)('they decide: %s', async (decision) => {
    const sent = on.send(question(5));
    await vi.waitFor(() => expect(on.making()).toMatchObject({ at: 'asking' }), inTime);
    on.answering.getState().decide(decision);
    await sent;
    expect(on.told()[0]!.startsWith('Summary')).toBe(decision === 'summarise');
    expect(on.making()).toBeNull();
  });

  it('a stop ends the answer before it began', async () => {
    const sent = on.send(question(5));
    await vi.waitFor(() => expect(on.making()).toMatchObject({ at: 'asking' }), inTime);
    await on.answering.getState().stop();
    await sent;
    expect(on.answer(9)).toMatchObject({ failure: null, figures: { finish: 'stopped', tokens: 0 } });
    expect(on.answering.getState().streaming).toBeNull();
  });
});
