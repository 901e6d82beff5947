import { placeholderFolder } from '../../app_server.ts';
import { startHub } from '../../fixtures/hub.ts';
import { folder } from '../../fixtures/servers.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expectNoViolations } from '../../pages/sharing.ts';
import { test } from '../../served.ts';
import { expect } from '../../test.ts';

test.beforeEach(({ page }) => visitedBefore(page));

test('a mirror and a token open a gated repository, and the token stays in memory', async ({
  page,
  chat,
  models,
  origins,
  appFor,
}) => {
  const { hub, storage, close } = await startHub(placeholderFolder, { id: 'team/tiny', token: 'hf_secret' });
  origins.push(hub.origin, storage.origin);
  const app = await appFor(hub, storage);
  await chat.open(`${app}?hub=${hub.origin}`);
  await models.open();
  await models.inspectId(`${hub.origin}/team/tiny/tree/main`);
  await expect(models.refusal).toContainText(/is gated: .+ then set an access token under Models, Hub and token/);

  await models.dialog.locator('summary').click();
  await expect(models.dialog.getByLabel('Hub address')).toHaveValue(`${hub.origin}/`);
  await models.dialog.getByLabel('Access token').fill('hf_secret');
  await models.dialog.getByRole('button', { name: 'Use token' }).click();
  await expectNoViolations(page);
  // The weights are behind a redirect to a storage that answers 400 to whatever brings a token.
  await models.inspectId('team/tiny');
  await expect(models.dialog.getByRole('heading', { name: 'team/tiny' })).toBeVisible();
  expect(storage.requests.length).toBeGreaterThan(0);

  const stored = JSON.stringify(await page.context().storageState({ indexedDB: true }));
  const session = await page.evaluate(() => JSON.stringify(sessionStorage));
  expect(stored).toContain('plumbline.');
  expect(stored + session + page.url()).not.toContain('hf_secret');

  // The address of the page was for this visit alone, as a token always is.
  await chat.open(app);
  await models.open();
  await models.dialog.locator('summary').click();
  await expect(models.dialog.getByLabel('Hub address')).toHaveValue('https://huggingface.co/');
  await expect(models.dialog.getByLabel('Access token')).toHaveValue('');
  await close();
});

test('a server that admits no page and a network that is off are told apart', async ({
  page,
  chat,
  models,
  serve,
  appFor,
}) => {
  const closed = await serve((_, response) => response.end('{}'));
  const open = await serve(folder(placeholderFolder));
  await chat.open(await appFor(closed, open));
  await models.open();
  await models.inspectAddress(closed.origin);
  await expect(models.refusal).toContainText('lets no page of another server read what it sends (CORS)');
  await page.context().setOffline(true);
  await models.inspectAddress(open.origin);
  await expect(models.refusal).toContainText('this device is offline; connect it to the network, then try again');
});
