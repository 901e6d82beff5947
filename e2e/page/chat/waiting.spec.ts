import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, inEngine, test } from '../test.ts';

test('a message sent while an answer runs waits in the box until it ends', async ({ page, chat }) => {
  await visitedBefore(page, { settings: { maxTokens: 2048 } });
  await chat.open();
  await inEngine(page, (fake) => void (fake.script = ['one ', 'two ']));
  await chat.begin('Count.');
  await chat.message.fill('Go on');
  await page.keyboard.press('Enter');
  const waits = page.getByText('it will be sent when this answer ends');
  await expect(waits).toBeVisible();
  await expect(chat.message).toHaveValue('Go on');
  await chat.message.press('End');
  await page.keyboard.type(', please');
  await expect(waits).toBeHidden();
  await page.getByRole('button', { name: 'Send when this answer ends' }).click();
  await page.getByRole('button', { name: 'Do not send' }).click();
  await expect(waits).toBeHidden();
  await chat.message.press('Enter');
  // The answer waits to be stopped: a person who stops it wants to look first.
  await chat.stop.click();
  await chat.idle();
  await expect(chat.message).toHaveValue('Go on, please');
  await expect(chat.answers).toHaveCount(1);
});

test('and is sent then, with the focus where it was', async ({ page, chat }) => {
  await visitedBefore(page, { settings: { maxTokens: 2048 } });
  await chat.open();
  await inEngine(page, (fake) => void (fake.script = ['one ', 'two ']));
  await chat.begin('Count.');
  await expect(chat.answers.first()).toContainText('one two');
  await chat.message.fill('Go on');
  await chat.message.press('Enter');
  await inEngine(page, (fake) => fake.endAnswer());
  await expect(chat.question('Go on')).toBeVisible();
  await expect(chat.message).toHaveValue('');
  await expect(chat.message).toBeFocused();
  await expect(chat.answers).toHaveCount(2);
  await chat.stop.click();
  await chat.idle();
});
