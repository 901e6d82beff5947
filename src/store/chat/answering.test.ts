import { beforeEach, describe, expect, it } from 'vitest';
import type { ChatSummary } from '../../worker/api.ts';
import { bundled } from '../engine/engine.ts';
import { failed, turns } from '../engine/fakes.ts';
import { figures, said, stage } from './answering.fixture.ts';

let on: Awaited<ReturnType<typeof stage>>;
beforeEach(async () => {
  on = await stage();
});

describe('asking', () => {
  it('adds question and answer to the conversation', async () => {
    await on.answering.getState().send('How are you?');
    expect(on.path()).toEqual(['How are you?', 'Fine.']);
    expect(on.conversation.getState().tree.nodes[1]?.message).toMatchObject({
      figures,
      failure: null,
      seed: 100,
      model: { name: 'demo' },
    });
    expect(on.answering.getState().streaming).toBeNull();
  });

  it('sends the branch on show to the model, system prompt first, thoughts included', async () => {
    on.settings.getState().change({ system: 'Be brief.', seed: 7, maxTokens: 9, thinking: false });
    on.chat.mockImplementationOnce(async (_request, onEvent) => {
      onEvent(said('Hm', 'thinking'));
      onEvent(said('Fine.'));
      return { ok: true, value: figures };
    });
    await on.answering.getState().send('one');
    await on.answering.getState().send('two');
    expect(on.asked()).toMatchObject({ thinking: false, maxTokens: 9, sampling: { seed: 7, topK: 20 } });
    expect(on.asked().messages).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'one' },
      { role: 'assistant', content: 'Fine.', thinking: 'Hm' },
      { role: 'user', content: 'two' },
    ]);
  });

  it('picks a new seed for every answer unless one is set', async () => {
    await on.answering.getState().send('one');
    await on.answering.getState().send('two');
    expect(on.asked().sampling.seed).toBe(101);
  });

  it('keeps both wordings of an edited question and both answers of a regenerated one', async () => {
    await on.answering.getState().send('one');
    await on.answering.getState().edit(0, 'ONE');
    expect(on.path()).toEqual(['ONE', 'Fine.']);
    await on.answering.getState().regenerate(3);
    expect(on.asked().messages).toEqual([{ role: 'user', content: 'ONE' }]);
    expect(on.conversation.getState().tree.nodes.map(({ parent }) => parent)).toEqual([null, 0, null, 2, 2]);
    on.conversation.getState().choose(0);
    expect(on.path()).toEqual(['one', 'Fine.']);
  });

  it('keeps what was said before a failure, and why it ended', async () => {
    on.chat.mockImplementationOnce(async (_request, onEvent) => {
      onEvent(said('Fi'));
      return failed({ kind: 'device-lost', message: 'driver reset' });
    });
    await on.answering.getState().send('one');
    expect(on.conversation.getState().tree.nodes[1]?.message).toMatchObject({
      content: 'Fi',
      figures: null,
      failure: 'driver reset',
    });
  });

  it('ignores an event that comes after the end', async () => {
    let late!: () => void;
    on.chat.mockImplementationOnce(async (_request, onEvent) => {
      late = () => onEvent(said('!'));
      return failed({ kind: 'device-lost', message: 'driver reset' });
    });
    await on.answering.getState().send('one');
    late();
    expect(on.answering.getState().streaming).toBeNull();
  });

  it('does nothing while an answer is in progress or a model is loading', async () => {
    on.chat.mockReturnValue(new Promise(() => {}));
    void on.answering.getState().send('one');
    await on.answering.getState().send('two');
    expect(on.path()).toEqual(['one', '']);

    on = await stage();
    on.engine.setState({
      loading: { name: '', location: bundled, progress: null, bytesPerSecond: null, cancelled: false },
    });
    await on.answering.getState().send('one');
    expect(on.path()).toEqual([]);
  });
});

it('stops, and waits until the answer has ended', async () => {
  let end!: () => void;
  on.chat.mockImplementationOnce(async (_request, onEvent) => {
    onEvent(said('Fi'));
    await new Promise<void>((resolve) => (end = resolve));
    return { ok: true, value: { ...figures, finish: 'stopped' } };
  });
  void on.answering.getState().send('one');
  await turns();
  let stopped = false;
  const stopping = (async () => {
    await on.answering.getState().stop();
    stopped = true;
  })();
  expect(on.stop).toHaveBeenCalledTimes(1);
  await turns();
  expect(stopped).toBe(false);
  end();
  await stopping;
  expect(on.conversation.getState().tree.nodes[1]?.message).toMatchObject({
    content: 'Fi',
    figures: { finish: 'stopped' },
  });
});

describe('an answer that was cut', () => {
  const part = (tokens: number, finish: ChatSummary['finish']): ChatSummary => ({ ...figures, tokens, finish });

  it('goes on behind its ids, as it was asked, and its figures are of both parts', async () => {
    on.settings.getState().change({ thinking: false });
    on.chat.mockImplementationOnce(async (_request, onEvent) => {
      onEvent(said('One '));
      onEvent(said('and '));
      return { ok: true, value: part(2, 'max-tokens') };
    });
    await on.answering.getState().send('Count.');
    on.settings.getState().change({ thinking: true });
    on.chat.mockImplementationOnce(async (_request, onEvent) => {
      onEvent({ type: 'resumed', thinking: '', content: 'One and ', calls: [] });
      onEvent(said('two.'));
      return { ok: true, value: part(1, 'end-of-turn') };
    });
    await on.answering.getState().resume(1);
    expect(on.asked()).toMatchObject({
      messages: [{ role: 'user', content: 'Count.' }],
      thinking: false,
      sampling: { seed: 100 },
      resume: [4, 4],
    });
    expect(on.path()).toEqual(['Count.', 'One and two.']);
    expect(on.conversation.getState().tree.nodes[1]?.message).toMatchObject({
      ids: [4, 4, 4],
      figures: { tokens: 3, finish: 'end-of-turn', decodeMs: 40 },
    });
  });

  it('keeps what it said where going on fails', async () => {
    await on.answering.getState().send('one');
    on.chat.mockResolvedValueOnce(failed({ kind: 'device-lost', message: 'driver reset' }));
    await on.answering.getState().resume(1);
    expect(on.conversation.getState().tree.nodes[1]?.message).toMatchObject({
      content: 'Fine.',
      failure: 'driver reset',
    });
  });
});

it('keeps a half-written answer when the page may be about to go', async () => {
  on.chat.mockImplementationOnce((_request, onEvent) => {
    onEvent(said('Fi'));
    return new Promise(() => {});
  });
  void on.answering.getState().send('one');
  await turns();
  on.answering.getState().keep();
  expect(on.path()).toEqual(['one', 'Fi']);
});
