import { endlessAnswers } from '../../pages/bundled.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test } from '../test.ts';

test('a reload keeps the conversation, its branches and the settings', async ({ page, chat }) => {
  await endlessAnswers(page);
  await visitedBefore(page);
  await chat.open();
  await chat.ask('One apple.');
  await chat.regenerate();
  await page.getByRole('button', { name: 'Theme: system' }).click();
  await page.goto('./#settings');
  await page.getByLabel('Temperature').fill('0.3');
  await page.getByLabel('System prompt').fill('Be brief.');
  const before = await chat.stored();

  await page.goto('./');
  await page.reload();
  await chat.ready();
  await expect(chat.question('One apple.')).toBeVisible();
  await expect(chat.answers.first().getByRole('group', { name: 'Version of this answer' })).toHaveText('2/2');
  expect(await chat.stored()).toEqual(before);
  await expect(page.getByRole('button', { name: 'Theme: light' })).toBeVisible();
  await page.goto('./#settings');
  await expect(page.getByLabel('Temperature')).toHaveValue('0.3');
  await expect(page.getByLabel('System prompt')).toHaveValue('Be brief.');
});

test('an answer that a reload cuts off keeps what it said', async ({ page, chat }) => {
  await endlessAnswers(page);
  await visitedBefore(page, { settings: { maxTokens: 2048 } });
  await chat.open();
  await chat.begin('Count to a thousand.');
  await expect(chat.answers.first()).not.toContainText('Reading');
  await page.reload();
  await chat.ready();
  await expect(chat.answers.first()).toContainText('Interrupted');
  expect((await chat.lastAnswer()).content).not.toBe('');

  await chat.press('Regenerate');
  await expect(chat.answers.first()).toHaveAttribute('aria-busy', 'true');
  await expect(chat.answers.first()).not.toContainText('Interrupted');
});

const broken = {
  'no JSON': '{"state":',
  'of another version': '{"state":{},"version":99}',
  'of another shape': '{"state":{"tree":{"nodes":[{"parent":5,"message":{}}],"leaf":7}},"version":1}',
};
for (const [what, text] of Object.entries(broken)) {
  test(`storage that holds ${what} counts as empty`, async ({ page, chat }) => {
    await page.addInitScript((junk) => {
      if (localStorage.length > 0) return;
      localStorage.setItem('plumbline.conversation', junk);
      localStorage.setItem('plumbline.settings', junk);
    }, text);
    await chat.open();
    await expect(page.getByRole('list', { name: 'Examples' })).toBeVisible();
    await chat.begin('Hello!');
    await page.reload();
    await chat.ready();
    await expect(chat.question('Hello!')).toBeVisible();
  });
}

test('a browser that keeps nothing says so, and still chats', async ({ page, chat }) => {
  await page.addInitScript(() => {
    const deny = () => {
      throw new DOMException('Access is denied for this document.', 'SecurityError');
    };
    Object.defineProperty(window, 'localStorage', { get: deny });
    IDBFactory.prototype.open = deny;
  });
  await chat.open();
  await expect(page.getByRole('alert')).toContainText('it denies storage to this page. Allow data of this site');
  await chat.begin('Hello!');
  await expect(chat.question('Hello!')).toBeVisible();
});

test('a full storage is reported once it matters, and the chat goes on', async ({ page, chat }) => {
  await visitedBefore(page);
  await chat.open();
  await page.evaluate(() => {
    const full = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
    Storage.prototype.setItem = full;
    IDBObjectStore.prototype.put = full;
  });
  await chat.begin('Hello!');
  await chat.idle();
  const notice = page.getByRole('alert');
  await expect(notice).toContainText('no longer keeps what you do for your next visit: its storage is full');
  await notice.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toBeEmpty();
});
