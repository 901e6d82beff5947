import { beforeEach, describe, expect, it } from 'vitest';
import type { ChatEvent } from '../../worker/api.ts';
import { reply } from '../tools/replying.ts';
import { figures, said, stage } from './answering.fixture.ts';

let on: Awaited<ReturnType<typeof stage>>;
beforeEach(async () => {
  on = await stage();
});

describe('tools', () => {
  const call = (text: string): ChatEvent => ({ ...said(text), channel: 'call', begins: true });
  const calls = (...texts: string[]) => {
    on.chat.mockImplementationOnce(async (_request, onEvent) => {
      texts.forEach((text) => onEvent(call(text)));
      return { ok: true, value: figures };
    });
  };
  const calculates = '{"name": "calculator", "arguments": {"expression": "12*7"}}';
  const asks = '{"name": "get_weather", "arguments": {"city": "Oslo"}}';
  const switchOn = (own = '') => {
    on.settings.getState().change({ tools: { builtIn: ['calculator'], own } });
  };

  it('are declared only where there are any', async () => {
    await on.answering.getState().send('one');
    expect(on.asked().tools).toEqual([]);
    switchOn('{"name": "get_weather"}');
    on.conversation.getState().startAnew();
    await on.answering.getState().send('two');
    expect(on.asked().tools?.map((tool) => tool.function.name)).toEqual(['calculator', 'get_weather']);
  });

  it('answer by themselves, and the turn goes on', async () => {
    switchOn();
    calls(calculates);
    let streamed = true;
    on.answering.subscribe(({ streaming }, before) => {
      if (before.streaming && !streaming) streamed = on.chat.mock.calls.length === 2;
    });
    await on.answering.getState().send('12 * 7?');
    expect(on.asked().messages).toEqual([
      { role: 'user', content: '12 * 7?' },
      { role: 'assistant', content: '', calls: [{ name: 'calculator', arguments: { expression: '12*7' } }] },
      { role: 'tool', content: '84' },
    ]);
    expect(on.path()).toEqual(['12 * 7?', '', [{ content: '84', by: 'tool' }], 'Fine.']);
    expect(streamed).toBe(true);
  });

  it('wait for a person, one call after the other', async () => {
    switchOn('{"name": "get_weather"}');
    calls(asks, calculates, asks);
    await on.answering.getState().send('Weather?');
    expect(on.chat).toHaveBeenCalledTimes(1);
    await reply(on, 2, 0, { content: 'ra', by: null });
    await reply(on, 2, 0, { content: 'rain', by: 'person' });
    expect(on.chat).toHaveBeenCalledTimes(1);
    await reply(on, 2, 2, { content: 'No.', by: 'refusal' });
    expect(on.asked().messages.slice(-3)).toEqual([
      { role: 'tool', content: 'rain' },
      { role: 'tool', content: '84' },
      { role: 'tool', content: 'No.' },
    ]);
  });

  it('do not run for ever', async () => {
    switchOn();
    on.chat.mockImplementation(async (_request, onEvent) => {
      onEvent(call(calculates));
      return { ok: true, value: figures };
    });
    await on.answering.getState().send('Go.');
    expect(on.chat).toHaveBeenCalledTimes(8);
    await on.answering.getState().goOn(on.conversation.getState().tree.leaf!);
    expect(on.chat).toHaveBeenCalledTimes(16);
  });

  it('are not called by an answer that was cut, or after a stop', async () => {
    switchOn();
    on.chat.mockImplementationOnce(async (_request, onEvent) => {
      onEvent(call(calculates));
      return { ok: true, value: { ...figures, finish: 'stopped' } };
    });
    await on.answering.getState().send('Go.');
    expect(on.path()).toEqual(['Go.', '']);
    on.chat.mockImplementationOnce(async (_request, onEvent) => {
      onEvent({ type: 'resumed', thinking: '', content: '', calls: [calculates] });
      return { ok: true, value: figures };
    });
    await on.answering.getState().resume(1);
    expect(on.path()).toEqual(['Go.', '', [{ content: '84', by: 'tool' }], 'Fine.']);
  });
});
