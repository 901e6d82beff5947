import { endlessAnswers } from '../../pages/bundled.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, inEngine, test } from '../test.ts';

test.beforeEach(async ({ page, chat }) => {
  await endlessAnswers(page);
  await visitedBefore(page);
  await chat.open();
});

test('a lost device is reported, its button reloads the model, and the conversation goes on', async ({
  page,
  chat,
}) => {
  const { content } = await chat.ask('One apple.');
  await inEngine(page, (fake) => fake.lose());
  const card = page.getByRole('alert', { name: 'The GPU was lost' });
  await expect(card).toContainText('reload the model to go on');
  await chat.message.fill('And another.');
  await expect(chat.send).toBeDisabled();

  await card.getByRole('button', { name: 'Reload the model' }).click();
  await chat.ready();
  await expect(card).toBeHidden();
  await expect(chat.message).toHaveValue('And another.');
  await chat.ask('And another.');
  expect((await chat.stored()).nodes).toHaveLength(4);
  await expect(chat.answers).toHaveCount(2);
  expect((await chat.lastAnswer()).figures!.cachedTokens).toBe(0);

  await chat.newChat();
  expect((await chat.ask('One apple.')).content).toBe(content);
});

test('a device that is lost during an answer keeps what was said', async ({ page, chat }) => {
  await inEngine(page, (fake) => {
    fake.script = ['Half', ' an ans'];
  });
  await chat.begin('One apple.');
  await expect(chat.answers.first()).toContainText('Half an ans');
  await inEngine(page, (fake) => fake.lose());
  await expect(page.getByRole('alert', { name: 'The GPU was lost' })).toBeVisible();
  await chat.idle();
  await expect(chat.answers.first()).toContainText(/Half an ans.*The GPU was lost/s);

  await page.getByRole('button', { name: 'Reload the model' }).click();
  await chat.ready();
  await inEngine(page, (fake) => (fake.script = null));
  expect((await chat.regenerate()).figures).toMatchObject({ tokens: 8 });
});

test('an engine that crashes is reported, can be restarted, and the conversation goes on', async ({
  page,
  chat,
  problems,
}) => {
  await chat.ask('One apple.');
  await inEngine(page, () => {
    setTimeout(() => {
      throw new Error('boom');
    });
  });
  const card = page.getByRole('alert', { name: 'The engine crashed' });
  await expect(card).toContainText('boom');
  expect(problems.splice(0)).toEqual([]);
  await card.getByRole('button', { name: 'Restart the engine' }).click();
  await chat.ready();
  await expect(card).toBeHidden();
  await chat.ask('And another.');
  expect((await chat.stored()).nodes).toHaveLength(4);
});

test('an engine that crashes during an answer keeps what was said', async ({ page, chat }) => {
  await inEngine(page, (fake) => {
    fake.script = ['Half', ' an ans'];
  });
  await chat.begin('One apple.');
  await expect(chat.answers.first()).toContainText('Half an ans');
  await inEngine(page, () => {
    setTimeout(() => {
      throw new Error('boom');
    });
  });
  await expect(page.getByRole('alert', { name: 'The engine crashed' })).toBeVisible();
  await chat.idle();
  await expect(chat.answers.first()).toContainText(/Half an ans.*boom/s);

  await page.getByRole('button', { name: 'Restart the engine' }).click();
  await chat.ready();
  expect((await chat.regenerate()).figures).toMatchObject({ tokens: 8 });
});

test('Stop ends an engine that hangs', async ({ page, chat }) => {
  await inEngine(page, (fake) => {
    fake.script = ['Half', ' an ans'];
  });
  await chat.begin('One apple.');
  await expect(chat.answers.first()).toContainText('Half an ans');
  await inEngine(page, () => {
    setTimeout(() => {
      for (;;);
    });
  });
  await chat.stop.click();
  const card = page.getByRole('alert', { name: 'The engine crashed' });
  await expect(card).toContainText('it stopped responding');
  await expect(chat.answers.first()).toContainText('Half an ans');
  await card.getByRole('button', { name: 'Restart the engine' }).click();
  await chat.ready();
});
