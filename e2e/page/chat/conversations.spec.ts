import { endlessAnswers } from '../../pages/bundled.ts';
import { ChatPage } from '../../pages/chat.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test } from '../test.ts';

test('every conversation stays in the list: two new chats, rename, pin, search, delete and undo', async ({
  page,
  chat,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await visitedBefore(page);
  await chat.open();
  const newChat = page.getByRole('button', { name: 'New chat' });
  await expect(newChat).toBeDisabled();
  for (const text of ['One apple.', 'Two pears.']) {
    await chat.ask(text);
    await newChat.click();
    await expect(chat.question(text)).toBeHidden();
    await expect(page.getByRole('list', { name: 'Examples' })).toBeVisible();
    await expect(chat.message).toBeFocused();
  }
  await page.getByRole('button', { name: 'Conversations' }).click();
  const list = page.getByRole('list', { name: 'Conversations' });
  const titles = list.getByRole('listitem');
  await expect(titles).toHaveText(['Two pears.', 'One apple.']);

  await list.getByRole('button', { name: 'One apple.', exact: true }).click();
  await expect(chat.question('One apple.')).toBeVisible();
  await expect(chat.answers).toHaveCount(1);

  const act = async (title: string, action: string) => {
    await list.getByRole('button', { name: `More for ${title}` }).click();
    await page.getByRole('menuitem', { name: action }).click();
  };
  await act('One apple.', 'Pin');
  await expect(titles).toHaveText(['One apple.', 'Two pears.']);
  await act('Two pears.', 'Rename');
  await page.getByRole('textbox', { name: 'Title' }).fill('Fruit');
  await page.keyboard.press('Enter');
  await expect(titles).toHaveText(['One apple.', 'Fruit']);

  const search = page.getByRole('searchbox', { name: 'Search conversations' });
  await search.fill('PEARS two');
  await expect(titles).toHaveText(['Fruit']);
  await search.fill('');

  await act('One apple.', 'Delete');
  await expect(titles).toHaveText(['Fruit']);
  await expect(chat.question('One apple.')).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(titles).toHaveText(['One apple.', 'Fruit']);
  await expect(chat.question('One apple.')).toBeVisible();
});

test('a reload in mid-draft and in mid-answer loses neither', async ({ page, chat }) => {
  await endlessAnswers(page);
  await visitedBefore(page, { settings: { maxTokens: 2048 } });
  await chat.open();
  await chat.begin('Count to a thousand.');
  await expect(chat.answers.first()).not.toContainText('Reading');
  await chat.message.fill('And then');
  await page.reload();
  await expect(chat.message).toHaveValue('And then');
  await expect(chat.answers.first()).toContainText('Interrupted');
  expect((await chat.lastAnswer()).content).not.toBe('');
});

test('two tabs: both see both conversations, and one writes at a time', async ({ page, chat, context }) => {
  await visitedBefore(page);
  await chat.open();
  await chat.ask('One apple.');

  const second = await context.newPage();
  const other = new ChatPage(second);
  await visitedBefore(second);
  await other.open();
  await other.ask('Two pears.');
  for (const tab of [page, second]) {
    await tab.setViewportSize({ width: 1280, height: 800 });
    await tab.getByRole('button', { name: 'Conversations' }).click();
    const titles = tab.getByRole('list', { name: 'Conversations' }).getByRole('listitem');
    await expect(titles).toHaveText(['Two pears.', 'One apple.']);
  }

  // Settings are written whole: a tab that did not follow would undo what the other changed.
  await page.getByRole('button', { name: 'Theme: system' }).click();
  await expect(second.getByRole('button', { name: 'Theme: light' })).toBeVisible();

  await second.getByRole('button', { name: 'One apple.', exact: true }).click();
  await expect(other.question('One apple.')).toBeVisible();
  await expect(second.getByText('open in another tab')).toBeVisible();
  await chat.ask('And a plum.');
  await expect(other.question('And a plum.')).toBeVisible();

  await second.getByRole('button', { name: 'Continue here' }).click();
  await expect(page.getByText('open in another tab')).toBeVisible();
  await other.ask('And a fig.');
  await expect(chat.question('And a fig.')).toBeVisible();
  await second.close();
  await chat.ask('And a date.');
  expect((await chat.stored()).nodes).toHaveLength(8);
});
