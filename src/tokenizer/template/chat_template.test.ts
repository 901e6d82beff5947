import { describe, expect, test } from 'vitest';
import { noFiles } from '../small.fixture.ts';
import { loadChatTemplate } from '../in_thread.fixture.ts';
import type { ChatMessage } from './chat_template.ts';

const hello: ChatMessage[] = [{ role: 'user', content: 'hello' }];

function load(config: unknown, chatTemplate: string | null = null) {
  return loadChatTemplate({ ...noFiles, tokenizerConfig: JSON.stringify(config), chatTemplate });
}

const render = (template: string, messages = hello, thinking = true, config: object = {}) =>
  load(config, template)?.render(messages, { thinking });

describe('where the template comes from', () => {
  const text = (config: unknown, jinja: string | null = null) => load(config, jinja)?.render(hello, { thinking: true });

  test('tokenizer_config.json', () => {
    expect(text({ chat_template: 'config' })).toBe('config');
  });

  test('of several there, the default', () => {
    const named = [
      { name: 'tool_use', template: 'tools' },
      { name: 'default', template: 'plain' },
    ];
    expect(text({ chat_template: named })).toBe('plain');
    expect(text({ chat_template: named.slice(0, 1) })).toBe('tools');
    expect(text({ chat_template: [...named.slice(0, 1), { name: 'rag', template: 'rag' }] })).toBeUndefined();
  });

  test('chat_template.jinja, which wins', () => {
    expect(text({ chat_template: 'config' }, 'jinja')).toBe('jinja');
    const alone = loadChatTemplate({ ...noFiles, chatTemplate: 'jinja' });
    expect(alone?.render(hello, { thinking: true })).toBe('jinja');
  });

  test('chat_template.json, where no other file has one', () => {
    const chatTemplateJson = JSON.stringify({ chat_template: 'processor' });
    expect(loadChatTemplate({ ...noFiles, chatTemplateJson })?.render(hello, { thinking: true })).toBe('processor');
  });

  test('an empty chat_template.jinja is none', () => {
    expect(text({ chat_template: 'config' }, ' \n')).toBe('config');
    expect(load({}, '')).toBeNull();
  });

  test('a file from Windows', () => {
    const lines = ['{% for m in messages %}', '{{- m.role }}', '{{ m.content }}', '{% endfor %}', ''];
    expect(text({}, lines.join('\r\n'))).toBe(text({}, lines.join('\n')));
    expect(text({}, lines.join('\r\n'))).not.toContain('\r');
  });

  test('nowhere', () => {
    expect(load({})).toBeNull();
    expect(load({ chat_template: null })).toBeNull();
    expect(load({ chat_template: '' })).toBeNull();
    expect(loadChatTemplate(noFiles)).toBeNull();
  });
});

describe('what a template sees', () => {
  test('the messages, thinking as reasoning_content and only where there was some', () => {
    const source = `{% for m in messages %}{{ m.role }}:{{ m.content }}:{{ m.reasoning_content is defined }}:{{ m.reasoning_content or '' }};{% endfor %}`;
    const messages: ChatMessage[] = [
      { role: 'system', content: 's' },
      { role: 'assistant', content: 'a', thinking: 'hm' },
    ];
    expect(render(source, messages)).toBe('system:s:false:;assistant:a:true:hm;');
  });

  test('whether to think, that an answer comes next, and no tools', () => {
    const source = '{{ enable_thinking }} {{ add_generation_prompt }} {{ tools is none }} {{ documents is none }}';
    expect(render(source, hello, true)).toBe('true true true true');
    expect(render(source, hello, false)).toBe('false true true true');
  });

  test('the special tokens, given as text or as objects', () => {
    const config = { bos_token: '<s>', eos_token: { content: '</s>', special: true }, pad_token: null };
    expect(render('{{ bos_token }}{{ eos_token }}{{ pad_token is defined }}', hello, true, config)).toBe(
      '<s></s>false',
    );
  });

  test("Jinja's whitespace control as transformers sets it", () => {
    expect(render('{% if true %}\n  {% if true %}\nx\n  {% endif %}\n{% endif %}\ny')).toBe('x\ny');
  });
});

describe('refusals', () => {
  test.each([
    [{ chat_template: 7 }, 'tokenizer_config.json: chat_template is 7; it must be a template'],
    [{ chat_template: [{ name: 'default' }] }, 'it must be a template or a list of objects with name and template'],
    [{ eos_token: 7 }, 'tokenizer_config.json: eos_token is 7; it must be a token'],
    [[], 'tokenizer_config.json: holds [] where a JSON object belongs'],
    [{ chat_template: '{% if %}' }, 'tokenizer_config.json: the chat template does not parse ('],
  ])('of the config %j', (config, expected) => {
    expect(() => load(config)).toThrow(expected);
  });

  test('of a template that does not parse', () => {
    expect(() => load({}, '{{ messages')).toThrow(/^chat_template\.jinja: the chat template does not parse \(.+; take/);
  });

  test('of a prompt out of all proportion', () => {
    const source = `{{ messages[0].content }}{% if messages[0].content == 'more' %}{% for i in range(300000) %}x{% endfor %}{% endif %}`;
    expect(() => render(source, [{ role: 'user', content: 'more' }])).toThrow(
      /^chat_template\.jinja: the chat template rejects the conversation \(it makes 300004 characters of \d\d\)/,
    );
    const long = 'long '.repeat(100_000);
    expect(render(source, [{ role: 'user', content: long }])).toBe(long);
  });

  test('of a conversation that the template rejects', () => {
    const source = `{% if messages[0].content == 'no' %}{{ raise_exception('roles must\\nalternate') }}{% endif %}ok`;
    expect(render(source)).toBe('ok');
    expect(() => render(source, [{ role: 'user', content: 'no' }])).toThrow(
      String.raw`chat_template.jinja: the chat template rejects the conversation (roles must\u{a}alternate); change its messages`,
    );
  });

  test.each([
    ['anything', `{% if tools %}{{ messages[0].content }}{% endif %}\n`, 'it writes nothing'],
    ['what the library lacks', `{{ messages | groupby('role') }}`, 'Unknown ArrayValue filter: groupby'],
    ['it with a system prompt', `{% if messages[0].role == 'system' %}{{ 1 | nosuch }}{% endif %}`, 'nosuch'],
    ['it without thinking', `{% if not enable_thinking %}{{ 1 | nosuch }}{% endif %}`, 'nosuch'],
    ['it in the second turn', `{% if messages | length > 2 %}{{ 1 | nosuch }}{% endif %}`, 'nosuch'],
    [
      'it after thoughts',
      `{% for m in messages %}{% if m.reasoning_content %}{{ 1 | nosuch }}{% endif %}{% endfor %}`,
      'nosuch',
    ],
    ['any conversation', `{{ raise_exception('never') }}`, 'never'],
    ['it briefly', `{% for i in range(300000) %}x{% endfor %}`, /it makes 300000 characters of \d\d\b/],
    [
      'what fits into memory',
      `{% set all = namespace(x='doubled') %}{% for i in range(40) %}{% set all.x = all.x ~ all.x %}{% endfor %}`,
      'Invalid string length',
    ],
  ])('of a template that does not render %s, before the first message', (_what, source, reason) => {
    expect(() => load({}, source)).toThrow(
      /^chat_template\.jinja: the chat template does not render a conversation \(.*\); take/,
    );
    expect(() => load({}, source)).toThrow(reason);
  });

  test('not of a template that takes no system prompt, or no second turn', () => {
    const picky = (condition: string) => `{% if ${condition} %}{{ raise_exception('no') }}{% endif %}text`;
    expect(render(picky(`messages[0].role == 'system'`))).toBe('text');
    expect(render(picky('messages | length > 1'))).toBe('text');
  });
});

test.each([
  ["Qwen3's switch", '{% if enable_thinking is defined and not enable_thinking %}<think></think>{% endif %}', true],
  ['what only a second turn shows', '{% if enable_thinking and messages | length > 2 %}x{% endif %}', true],
  ['a name that is not used', '{{ messages[0].content }}', false],
  ['a name in a comment', '{# enable_thinking #}<think>\n', false],
])('whether prompts differ by enable_thinking: %s', (_, source, switches) => {
  expect(load({}, source)?.heeds.thinking).toBe(switches);
});

describe('tools', () => {
  const tool = { type: 'function', function: { name: 'calculator', strict: true } } as const;
  const takes = (source: string) => load({}, source)?.heeds.tools;
  const hermes = [
    '{% if tools %}{% for tool in tools %}{{ tool | tojson }}{% endfor %}{% endif %}',
    '{% for m in messages %}{{ m.content }}{% for c in m.tool_calls or [] %}<tool_call>{{ CALL }}</tool_call>{% endfor %}{% endfor %}',
  ].join('');
  const writing = (call: string) => hermes.replace('CALL', call);

  test('reach the template as they were declared, and calls as transformers has them', () => {
    const source = `{% if tools %}{{ tools[0] | tojson }}{% endif %}{% for m in messages %}{{ m.role }}{% if m.tool_calls %}{{ m.tool_calls[0] | tojson }}{% endif %};{% endfor %}`;
    const call = { name: 'calculator', arguments: { expression: '1' } };
    const messages: ChatMessage[] = [
      ...hello,
      { role: 'assistant', content: '', calls: [call] },
      { role: 'tool', content: '1' },
    ];
    expect(load({}, source)?.render(messages, { thinking: true, tools: [tool] })).toBe(
      '{"type": "function", "function": {"name": "calculator", "strict": true}}user;assistant{"type": "function", "function": {"name": "calculator", "arguments": {"expression": "1"}}};tool;',
    );
  });

  test.each([
    ['as Qwen3 does', writing('c.function | tojson'), true],
    ['but writes calls in another way', writing('c.function.name'), false],
    ['but leaves responses out', writing('c.function | tojson').replace('{{ m.content }}', '{{ m.role }}'), false],
    ['not at all', '{{ messages[0].content }}', false],
    ['but fails on them', `${writing('c.function | tojson')}{% if tools %}{{ 1 | nosuch }}{% endif %}`, false],
  ])('are taken %s', (_, source, taken) => {
    expect(takes(source)).toBe(taken);
  });
});
