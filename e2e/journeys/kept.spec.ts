import { placeholderFolder } from '../app_server.ts';
import { folder } from '../fixtures/servers.ts';
import { visitedBefore } from '../pages/earlier_visit.ts';
import { test } from '../served.ts';
import { expect } from '../test.ts';

test('a model that was kept comes back from disk, without its server, and answers the same', async ({
  page,
  chat,
  models,
  serve,
  appFor,
}) => {
  const server = await serve(folder(placeholderFolder));
  await visitedBefore(page);
  await chat.open(await appFor(server));
  await models.open();
  await models.inspectAddress(`${server.origin}/`);
  await models.loadIt();
  const { content } = await chat.ask('Hello!');
  await models.open();
  const kept = models.dialog.getByRole('listitem').filter({ hasText: server.origin });
  await expect(kept).toContainText('On the GPU');
  await expect(kept.getByRole('button', { name: 'Verify' })).toBeVisible();
  await page.keyboard.press('Escape');

  await server.close();
  const before = server.requests.length;
  await page.reload();
  await chat.ready();
  await expect(chat.modelLine).not.toContainText('Toy (7M)');
  expect((await chat.regenerate()).content).toBe(content);
  expect(server.requests.length).toBe(before);

  await models.open();
  await kept.getByRole('button', { name: 'Delete' }).click();
  await kept.getByRole('group').getByRole('button', { name: 'Delete' }).click();
  const loaded = models.dialog.getByRole('listitem').filter({ hasText: 'not kept' });
  await expect(loaded).toContainText('On the GPU');
});
