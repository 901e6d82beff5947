import { endlessAnswers } from '../../pages/bundled.ts';
import { expect, test } from '../../test.ts';

test('a typed message streams an answer, and its figures are shown', async ({ page, chat }) => {
  await endlessAnswers(page);
  await chat.open();
  await chat.message.pressSequentially('Hello!');
  await page.keyboard.press('Enter');
  await expect(chat.message).toHaveValue('');
  await expect(chat.question('Hello!')).toBeVisible();

  const answer = chat.answers.first();
  await expect(answer).toHaveAttribute('aria-busy', 'true');
  await expect(answer).not.toContainText('Reading');
  const length = async () => (await answer.innerText()).length;
  for (let glance = 0; glance < 3; glance++) {
    const before = await length();
    await expect.poll(length).toBeGreaterThan(before);
    await expect(answer).toHaveAttribute('aria-busy', 'true');
  }
  await chat.stop.click();
  await chat.idle();

  const figures = answer.getByLabel('Figures of this answer');
  await expect(figures).toContainText(/speed[\d.]+ tok\/s/);
  await expect(figures).toContainText(/first token[\d.]+ m?s/);
  await expect(figures).toContainText(/tokens\d+/);
  await expect(page.getByTitle('Tokens per second')).toHaveText(/^[\d.]+ tok\/s$/);
  const { contextUsed } = (await chat.lastAnswer()).figures!;
  expect(contextUsed).toBeGreaterThan(0);
  await expect(chat.contextUsed).toHaveAttribute('aria-valuetext', new RegExp(`^${contextUsed} of [\\d,]+ tokens$`));
});
