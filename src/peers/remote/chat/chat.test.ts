import { describe, expect, it } from 'vitest';
import { toyModel } from '../../../../tools/servers/toy_model.ts';
import type { ServerFault } from '../../../../tools/servers/faults.ts';
import { greedySettings } from '../../../vocabulary/sampling_settings.ts';
import { answered, connected, dialectNames } from '../servers.fixture.ts';

describe.each(dialectNames)('%s', (dialect) => {
  it('answers piece by piece, with its thoughts apart, its counts and its end', async () => {
    const { peer } = await connected(dialect);
    const { result, thinking, answer, events } = await answered(peer);
    expect({ thinking, answer }).toEqual({ thinking: 'Let me see…', answer: '你好, from a server.' });
    // A byte each: `user: Hello!` and its line's end.
    expect(result).toMatchObject({ ok: true, value: { finish: 'end-of-turn', promptTokens: 13 } });
    const texts = events.filter(({ type }) => type === 'text');
    expect(texts.length).toBeGreaterThan(5);
    expect(texts.every((event) => event.type === 'text' && event.ids.length === 0)).toBe(true);
    if (!result.ok) return;
    expect(result.value.tokens).toBeGreaterThan(4);
    expect(result.value.contextUsed).toBe(result.value.promptTokens + result.value.tokens);
    expect(result.value.thinkingMs).not.toBeNull();
  });

  it('is read the same when characters, lines and events come cut', async () => {
    const { peer, small } = await connected(dialect);
    small.goWrong('bytes');
    expect(await answered(peer)).toMatchObject({ thinking: 'Let me see…', answer: '你好, from a server.' });
  });

  it('does not think where it is told not to', async () => {
    const { peer } = await connected(dialect);
    const { thinking } = await answered(peer, { thinking: false });
    expect(thinking).toBe(dialect === 'openai' ? 'Let me see…' : '');
  });

  it('says that an answer was cut at max tokens', async () => {
    const { peer } = await connected(dialect);
    expect((await answered(peer, { maxTokens: 2 })).result).toMatchObject({ value: { finish: 'max-tokens' } });
  });

  it('stops when it is asked to, and keeps what has come', async () => {
    const say = () => ({ thinking: [], text: ['One', ' two', ''], calls: [] });
    const { peer } = await connected(dialect, { model: toyModel({ say }) });
    const { result, answer } = await answered(peer, {}, (event) => {
      if (event.type === 'text' && event.text === ' two') peer.stop();
    });
    expect(answer).toBe('One two');
    expect(result).toMatchObject({ ok: true, value: { finish: 'stopped' } });
  });

  it('calls tools, whose arguments come in pieces', async () => {
    const calls = [
      { name: 'calculator', arguments: { expression: '47 + 38' } },
      { name: 'date_and_time', arguments: {} },
    ];
    const { peer } = await connected(dialect, { model: toyModel({ say: () => ({ thinking: [], text: [], calls }) }) });
    const tools = [{ type: 'function' as const, function: { name: 'calculator' } }];
    const { calls: made } = await answered(peer, { tools });
    expect(made.map((call) => JSON.parse(call) as unknown)).toEqual(calls);
  });

  it('refuses to go on with an answer', async () => {
    const { peer } = await connected(dialect);
    const { result } = await answered(peer, { resume: [1, 2] });
    expect(result).toMatchObject({ ok: false, failure: { message: expect.stringContaining('regenerate it') } });
  });

  const host = /127\.0\.0\.1:\d+/.source;
  it.each<[ServerFault, string]>([
    ['cut', `^${host} closed the stream before the answer ended: try again\\.$`],
    ['ended', `^${host} closed the stream before the answer ended: try again\\.$`],
    ['malformed', `^${host} answered /\\S+ with something that is not JSON: check the address`],
    ['other-fields', `^${host} answered /\\S+ with other fields than expected \\(.+\\): update the server\\.$`],
    ['error-in-stream', `^${host} failed in mid-answer: "out of memory": look into its log, or try again\\.$`],
    ['unauthorised', `^${host} does not take this key \\(401\\): enter another\\.$`],
    ['too-many-requests', `^${host} takes no more requests now \\(429\\): try again in 7 s\\.$`],
    [
      'internal-error',
      `^${host} failed \\(500: "It failed for Bearer \\(the key\\)"\\): look into its log, or try again\\.$`,
    ],
    ['web-page', `^${host} answered /\\S+ with a web page: check the address`],
    ['not-found', `^${host} has no /\\S+ \\(404\\): check the address`],
  ])('survives %s, and says it in one sentence without its key', async (fault, message) => {
    const { peer, small } = await connected(dialect, { key: 'sesame' });
    small.goWrong(fault);
    const { result } = await answered(peer);
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.failure.message).toMatch(new RegExp(message));
    expect(result.failure.message).not.toContain('sesame');
    // The next answer is as if nothing had been.
    expect(await answered(peer)).toMatchObject({ answer: '你好, from a server.', result: { ok: true } });
  });

  it('can be stopped while nothing comes', async () => {
    const { peer, small } = await connected(dialect);
    small.goWrong('silent');
    const asked = answered(peer);
    await expect.poll(() => small.requests.at(-1)!.route).toMatch(/chat/);
    peer.stop();
    expect((await asked).result).toMatchObject({ ok: true, value: { finish: 'stopped', tokens: 0 } });
  });
});

describe('what is sent', () => {
  const conversation = [
    { role: 'system' as const, content: 'Be brief.' },
    { role: 'user' as const, content: '1 + 1?' },
    { role: 'assistant' as const, content: '', thinking: 'Hm.', calls: [{ name: 'calculator', arguments: { a: 1 } }] },
    { role: 'tool' as const, content: '2' },
  ];
  const sampling = { ...greedySettings, seed: 7 };

  async function sent(dialect: (typeof dialectNames)[number]) {
    const { peer, small } = await connected(dialect);
    await answered(peer, { messages: conversation, sampling, maxTokens: 9, thinking: false, format: { schema: null } });
    return small.requests.at(-1)!.body;
  }

  it('to vLLM and SGLang are their names of the settings', async () => {
    for (const dialect of ['vllm', 'sglang'] as const) {
      expect(await sent(dialect)).toMatchObject({
        model: 'acme/toy',
        max_tokens: 9,
        temperature: 0,
        top_k: -1,
        top_p: 1,
        min_p: 0,
        repetition_penalty: 1,
        seed: 7,
        chat_template_kwargs: { enable_thinking: false },
        response_format: { type: 'json_object' },
        messages: [
          { role: 'system' },
          { role: 'user' },
          { reasoning_content: 'Hm.', tool_calls: [{ id: 'call_2_0', function: { arguments: '{"a":1}' } }] },
          { role: 'tool', content: '2', tool_call_id: 'call_2_0' },
        ],
      });
    }
  });

  it('to llama-server are its own', async () => {
    expect(await sent('llama-server')).toMatchObject({ top_k: 0, repeat_penalty: 1, repeat_last_n: -1 });
  });

  it('to Ollama are options', async () => {
    expect(await sent('ollama')).toMatchObject({
      think: false,
      format: 'json',
      options: { temperature: 0, top_k: 0, num_predict: 9, repeat_last_n: -1, seed: 7 },
      messages: [{}, {}, { thinking: 'Hm.', tool_calls: [{ function: { name: 'calculator' } }] }, { role: 'tool' }],
    });
  });

  it('to another server is nothing but what OpenAI has', async () => {
    expect(Object.keys((await sent('openai')) as object).toSorted()).toEqual(
      [
        'max_tokens',
        'messages',
        'model',
        'response_format',
        'seed',
        'stream',
        'stream_options',
        'temperature',
        'top_p',
      ].toSorted(),
    );
  });
});
