import { endlessAnswers } from '../../pages/bundled.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test } from '../test.ts';

test.beforeEach(({ page }) => endlessAnswers(page));

test('regenerate adds an answer beside the first, and both can be seen', async ({ page, chat }) => {
  await visitedBefore(page, { settings: { seed: null } });
  await chat.open();
  const first = await chat.ask('Tell me something.');
  const second = await chat.regenerate();
  expect(second.seed).not.toBe(first.seed);

  const answer = chat.answers.first();
  const versions = answer.getByRole('group', { name: 'Version of this answer' });
  await expect(chat.answers).toHaveCount(1);
  await expect(versions).toHaveText('2/2');
  await expect(answer).toContainText(`seed${second.seed}`);
  await expect(versions.getByRole('button', { name: 'Next answer' })).toBeDisabled();

  await versions.getByRole('button', { name: 'Previous answer' }).click();
  await expect(versions).toHaveText('1/2');
  await expect(answer).toContainText(`seed${first.seed}`);
  await expect(versions.getByRole('button', { name: 'Previous answer' })).toBeDisabled();

  await chat.ask('Go on from the first.');
  expect((await chat.stored()).nodes.map(({ parent }) => parent)).toEqual([null, 0, 0, 1, 3]);
});

test('an earlier message is edited, the chat goes on from there, and the old branch stays', async ({ page, chat }) => {
  await visitedBefore(page);
  await chat.open();
  await chat.ask('One apple.');
  await chat.ask('And another.');

  await chat.question('One apple.').getByRole('button', { name: 'Edit message' }).click();
  const edited = page.getByRole('textbox', { name: 'Edited message' });
  await expect(edited).toBeFocused();
  await expect(edited).toHaveValue('One apple.');
  await edited.fill('One pear.');
  await page.getByRole('button', { name: 'Send edited message' }).click();
  await expect(chat.question('One pear.')).toBeVisible();
  await chat.idle();

  await expect(chat.question('One apple.')).toBeHidden();
  await expect(chat.question('And another.')).toBeHidden();
  await expect(chat.answers).toHaveCount(1);
  const versions = page.getByRole('group', { name: 'Version of this question' });
  await expect(versions).toHaveText('2/2');

  await versions.getByRole('button', { name: 'Previous question' }).click();
  await expect(versions).toHaveText('1/2');
  await expect(chat.question('One apple.')).toBeVisible();
  await expect(chat.question('And another.')).toBeVisible();
  await expect(chat.answers).toHaveCount(2);
});

test('an edit that is called off changes nothing', async ({ page, chat }) => {
  await visitedBefore(page);
  await chat.open();
  await chat.ask('One apple.');
  await chat.question('One apple.').getByRole('button', { name: 'Edit message' }).click();
  await page.getByRole('textbox', { name: 'Edited message' }).fill('One pear.');
  await page.keyboard.press('Escape');
  await expect(chat.question('One apple.')).toBeVisible();
  expect((await chat.stored()).nodes).toHaveLength(2);
});

test('a message and an answer are copied as they were written', async ({ page, chat, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await visitedBefore(page);
  await chat.open();
  const { content } = await chat.ask('Copy **me**.');
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());

  await chat.press('Copy answer');
  await expect(chat.answers.last().getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await clipboard()).toBe(content);

  await chat.question('Copy').getByRole('button', { name: 'Copy message' }).click();
  await expect.poll(clipboard).toBe('Copy **me**.');
});

test('a draft can be written while an answer streams, and is not lost', async ({ page, chat }) => {
  await visitedBefore(page, { settings: { maxTokens: 2048 } });
  await chat.open();
  await chat.begin('Count.');
  await chat.message.fill('Next question');
  await page.keyboard.press('Enter');
  await expect(chat.message).toHaveValue('Next question');
  await chat.stop.click();
  await chat.idle();
  expect((await chat.stored()).nodes).toHaveLength(2);
});
