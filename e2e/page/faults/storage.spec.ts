import type { Page } from '@playwright/test';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test } from '../test.ts';

test.beforeEach(async ({ page, chat }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await visitedBefore(page);
  await chat.open();
  await chat.ask('One apple.');
});

const list = (page: Page) => page.getByRole('list', { name: 'Conversations' });

test('where the disk is full nothing of the visit is lost, and what waits is stored once there is room', async ({
  page,
  chat,
}) => {
  await page.evaluate(() => {
    const { prototype } = IDBObjectStore;
    const put = Reflect.get(prototype, 'put');
    Object.assign(window, { makeRoom: () => (prototype.put = put) });
    prototype.put = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
  });
  await chat.ask('Two pears.');
  await expect(page.getByRole('alert')).toContainText('its storage is full. Delete models or conversations');
  await chat.newChat();
  await chat.ask('A fig.');
  await page.getByRole('button', { name: 'Conversations' }).click();
  await expect(list(page).getByRole('listitem')).toHaveText(['A fig.', 'One apple.']);
  await list(page).getByRole('button', { name: 'One apple.', exact: true }).click();
  await expect(chat.question('Two pears.')).toBeVisible();

  await page.evaluate(() => (window as unknown as { makeRoom: () => void }).makeRoom());
  await list(page).getByRole('button', { name: 'More for A fig.' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(list(page).getByRole('listitem')).toHaveText(['One apple.']);
  await page.reload();
  await expect(chat.question('Two pears.')).toBeVisible();
});

test('what the browser evicts while the page is open is stored again with the next answer', async ({
  page,
  chat,
  context,
  appAddress,
}) => {
  const devtools = await context.newCDPSession(page);
  const { origin } = new URL(appAddress);
  await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  await chat.ask('Two pears.');
  await page.reload();
  await expect(chat.question('One apple.')).toBeVisible();
  await expect(chat.question('Two pears.')).toBeVisible();
});

test('a newer version in another tab is told of, and the chat goes on until the page is reloaded', async ({
  page,
  chat,
}) => {
  await page.evaluate(async () => {
    const opening = indexedDB.open('plumbline.conversations', 2);
    await new Promise((resolve) => (opening.onsuccess = resolve));
    opening.result.close();
  });
  const notice = page.getByRole('alert');
  await chat.ask('Two pears.');
  await expect(notice).toContainText('a newer version of this page was opened here. Reload this one to update it.');
  await page.reload();
  await chat.ready();
  await expect(notice).toContainText('a newer version of this page was opened here.');
  await chat.ask('A fig.');
});

test('a conversation that is damaged on disk is said to be, and the others open', async ({ page, chat }) => {
  await chat.newChat();
  await chat.ask('Two pears.');
  await chat.stored();
  await page.evaluate(async () => {
    const opening = indexedDB.open('plumbline.conversations');
    const db = await new Promise<IDBDatabase>((resolve) => (opening.onsuccess = () => resolve(opening.result)));
    const transaction = db.transaction('bodies', 'readwrite');
    const bodies = transaction.objectStore('bodies');
    const reading = bodies.getAllKeys();
    reading.onsuccess = () => {
      const open = sessionStorage.getItem('plumbline.open');
      for (const id of reading.result) if (id !== open) bodies.put({ id, tree: 'damaged', draft: 7 });
    };
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    db.close();
  });
  await page.getByRole('button', { name: 'Conversations' }).click();
  await list(page).getByRole('button', { name: 'One apple.', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('This conversation cannot be read: it is damaged');
  await expect(chat.question('Two pears.')).toBeVisible();
  await chat.ask('A fig.');
});
