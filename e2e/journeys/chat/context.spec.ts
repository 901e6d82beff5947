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
  await expect(chat.answers.last()).toContainText('The context is full (64 tokens). Load a longer one');

  await chat.ask('Go on.');
  await expect(page.getByText('The model no longer sees what is above')).toBeVisible();
  expect((await chat.lastAnswer()).figures).toMatchObject({ finish: 'context-full', contextUsed: 64 });

  await chat.ask('x'.repeat(400));
  await expect(chat.answers.last()).toContainText(
    /This message alone is \d+ tokens long, and the context holds 64: shorten it: this model reads at most 64/,
  );
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0);

  await chat.newChat();
  await chat.ask('Hi!');
  expect((await chat.lastAnswer()).figures).toMatchObject({ finish: 'context-full' });
});
