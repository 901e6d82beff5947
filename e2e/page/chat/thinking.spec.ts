import { alterBundled, endlessAnswers } from '../../pages/bundled.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, inEngine, test } from '../test.ts';

/** As in Qwen3's thinking-only releases, the prompt itself opens the thinking. */
const opensThoughts = [
  '{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n{% endfor %}',
  '<|im_start|>assistant\n<think>\n{% if not enable_thinking %}\n</think>\n\n{% endif %}',
].join('');

test('thoughts stream folded away, and are shown with how long they took', async ({ page, chat }) => {
  await endlessAnswers(page);
  await alterBundled(page, 'tokenizer_config.json', { chat_template: opensThoughts });
  await visitedBefore(page, { settings: { thinking: true, maxTokens: 2048 } });
  await chat.open();
  await chat.begin('Why?');
  const thoughts = chat.answers.last().getByRole('group').filter({ hasText: /^Th/ });
  await expect(thoughts).toContainText(/^Thinking… \d+ s/);
  await expect(thoughts).not.toHaveAttribute('open');
  await chat.stop.click();
  await chat.idle();
  await expect(thoughts).toContainText(/^Thought for [\d.]+ m?s/);

  const { thinking, content, figures } = await chat.lastAnswer();
  expect(thinking).not.toBe('');
  expect(content).toBe('');
  expect(figures!.thinkingMs).not.toBeNull();
  const length = (await thoughts.innerText()).length;
  await thoughts.getByText('Thought for').click();
  await expect(thoughts).toHaveAttribute('open');
  expect((await thoughts.innerText()).length).toBeGreaterThan(length);
});

test('switched off, the answer comes at once', async ({ page, chat }) => {
  await endlessAnswers(page);
  await alterBundled(page, 'tokenizer_config.json', { chat_template: opensThoughts });
  await visitedBefore(page, { settings: { thinking: true } });
  await chat.open();
  expect(await chat.ask('Why?')).toMatchObject({ content: '' });

  const thinking = page.getByRole('button', { name: 'Thinking', exact: true });
  await expect(thinking).toHaveAttribute('aria-pressed', 'true');
  await thinking.click();
  await expect(thinking).toHaveAttribute('aria-pressed', 'false');
  const plain = await chat.regenerate();
  expect(plain).toMatchObject({ thinking: '', figures: { thinkingMs: null } });
  expect(plain.content).not.toBe('');
});

test('what only a closing tag told to be thoughts is folded away', async ({ page, chat }) => {
  await visitedBefore(page, { settings: { thinking: true, maxTokens: 2048 } });
  await chat.open();
  await inEngine(page, (fake) => (fake.script = ['Let me', ' see', '</think>', 'Done.']));
  await chat.begin('Why?');
  await expect(chat.answers.last()).toContainText('Done.');
  await expect(chat.answers.last()).not.toContainText('Let me see');
  await chat.stop.click();
  await chat.idle();
  expect(await chat.lastAnswer()).toMatchObject({ thinking: 'Let me see', content: 'Done.' });
});

test('the switch shows only where the template heeds it', async ({ page, chat }) => {
  await alterBundled(page, 'tokenizer_config.json', { chat_template: '{{ messages[-1].content }}<think>' });
  await visitedBefore(page, { settings: { thinking: true } });
  await chat.open();
  await expect(page.getByRole('button', { name: 'Thinking', exact: true })).toHaveCount(0);
  await chat.ask('Why?');
  await expect(chat.answers.last()).toContainText('All 8 tokens were spent on thinking, so the answer never began');
});
