import { endlessAnswers, shortContext } from '../../pages/bundled.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test } from '../../test.ts';

test('a full context ends the answer, says so, and says what to do', async ({ page, chat }) => {
  await endlessAnswers(page);
  await shortContext(page, 64);
  await visitedBefore(page, { settings: { maxTokens: 2048 } });
  await chat.open();
  const { figures } = await chat.ask('Hello!');
  expect(figures).toMatchObject({ finish: 'context-full', contextUsed: 64 });
  await expect(chat.contextUsed).toHaveAttribute('aria-valuetext', '64 of 64 tokens');
  await expect(chat.answers.last()).toContainText('The context is full (64 tokens). Edit an earlier message');

  await chat.ask('Go on.');
  await expect(chat.answers.last()).toContainText(
    /The conversation is \d+ tokens long and the context holds 64: start/,
  );
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0);

  await page.getByRole('button', { name: 'New chat' }).click();
  await chat.ask('Hi!');
  expect((await chat.lastAnswer()).figures).toMatchObject({ finish: 'context-full' });
});
