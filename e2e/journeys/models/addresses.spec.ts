import { readFile, stat } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import path from 'node:path';
import { demoFolder, placeholderFolder } from '../../app_server.ts';
import { startHub } from '../../fixtures/hub.ts';
import { folder } from '../../fixtures/servers.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { test } from '../../served.ts';
import { expect } from '../../test.ts';

const weights = path.join(placeholderFolder, 'model.safetensors');

/** Serves the demo, of which only the first 10 MB of weights come, and then nothing more. */
async function firstWeights(): Promise<RequestListener> {
  const bytes = await readFile(path.join(demoFolder, 'model.safetensors'));
  const come = 10_000_000;
  const rest = folder(demoFolder);
  return (request, response) => {
    const [first = 0, last = 0] =
      /bytes=(\d+)-(\d+)/
        .exec(request.headers.range ?? '')
        ?.slice(1)
        .map(Number) ?? [];
    if (!request.url!.endsWith('/model.safetensors') || last < come) return rest(request, response);
    response.writeHead(206, {
      'Access-Control-Allow-Origin': '*',
      'Content-Length': last - first + 1,
      'Content-Range': `bytes ${first}-${last}/${bytes.byteLength}`,
    });
    response.write(bytes.subarray(first, Math.max(first, come)));
  };
}

test.beforeEach(({ page }) => visitedBefore(page));

test('a base URL that redirects to another origin loads, once its sizes were seen', async ({
  chat,
  models,
  origins,
  appFor,
}) => {
  const { hub, storage, close } = await startHub(placeholderFolder, { id: 'team/tiny' });
  origins.push(hub.origin, storage.origin);
  await chat.open(await appFor(hub, storage));
  const { content } = await chat.ask('Hello!');

  await models.open();
  await models.inspectAddress(`${hub.origin}/team/tiny/resolve/main`);
  const { size } = await stat(weights);
  await expect(models.fact('To download')).toHaveText(new RegExp(`^${(size / 1e6).toPrecision(1)}[\\d.]* MB$`));
  const ranges = storage.requests.flatMap((request) => [...request.matchAll(/bytes=(\d+)-(\d+)$/g)]);
  const asked = ranges.reduce((sum, [, first, last]) => sum + Number(last) - Number(first) + 1, 0);
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThan(size / 10);

  await models.loadIt();
  const same = await chat.regenerate();
  expect(same.content).toBe(content);
  expect(same.model.name).not.toBe('Toy (7M)');
  await close();
});

test('a server that the policy does not admit is refused in one line', async ({ chat, models, serve, problems }) => {
  const server = await serve(folder(placeholderFolder));
  await chat.open();
  await models.open();
  await models.inspectAddress(`${server.origin}/`);
  await expect(models.refusal).toContainText(`start the page with: npm start -- --connect ${server.origin}`);
  expect(problems.splice(0).filter((problem) => !problem.startsWith('policy: '))).toEqual([]);
});

test('an address that holds no checkpoint is refused in one line', async ({ chat, models }) => {
  await chat.open();
  await models.open();
  await models.inspectAddress('ftp://example.org/model/');
  await expect(models.refusal).toContainText(/"ftp:.+" is not an address; write/);
  await models.inspectAddress('nowhere/');
  await expect(models.refusal).toContainText('config.json: missing from nowhere');
});

test('a slow load shows how far it is, can be cancelled, and leaves the old model as it was', async ({
  page,
  chat,
  models,
  serve,
  appFor,
}) => {
  const server = await serve(await firstWeights());
  await chat.open(await appFor(server));
  const { content } = await chat.ask('Hello!');
  await models.open();
  await models.inspectAddress(server.origin);
  await models.load.click();
  const progress = models.dialog.getByRole('progressbar', { name: 'Loading progress' });
  await expect(progress).toHaveAttribute('value', /^0\.[1-9]/);
  await expect(models.dialog.getByRole('region', { name: 'Loading' })).toContainText(/Weights to the GPU.+ of .+MB/);

  await models.cancel.click();
  await expect(models.load).toBeVisible();
  await expect(models.refusal).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(chat.modelLine).toContainText('Toy (7M)');
  expect((await chat.regenerate()).content).toBe(content);
});

test('weights that break off are fetched to the end, and the model answers', async ({
  chat,
  models,
  origins,
  appFor,
}) => {
  const { storage, served, goWrong, close } = await startHub(placeholderFolder, { id: 'team/tiny' });
  origins.push(storage.origin);
  await chat.open(await appFor(storage));
  const { content } = await chat.ask('Hello!');
  await models.open();
  await models.inspectAddress(storage.origin);
  await expect(models.load).toBeVisible();
  served.clear();
  goWrong('model.safetensors', { does: 'cut', after: 0.5 }, { above: 500_000 });
  await models.loadIt();
  expect((await chat.regenerate()).content).toBe(content);
  const { size } = await stat(weights);
  // Chromium drops what it has received and nobody has read when a connection breaks, so up to all of the first half comes again.
  // That a reader loses nothing of what it has read is held in Node (sources/http/faults.test.ts). A question for the size is a byte.
  expect(served.get('model.safetensors')).toBeLessThan(1.5 * size + 16);
  await close();
});

test('weights that are gone are reported in one line, and the old model answers', async ({
  page,
  chat,
  models,
  origins,
  appFor,
}) => {
  const { storage, remove, close } = await startHub(placeholderFolder, { id: 'team/tiny' });
  origins.push(storage.origin);
  await chat.open(await appFor(storage));
  const { content } = await chat.ask('Hello!');
  await models.open();
  await models.inspectAddress(storage.origin);
  await expect(models.load).toBeVisible();
  remove('model.safetensors');
  await models.load.click();
  const line = models.refusal.getByRole('paragraph').first();
  await expect(line).toHaveText(/^http:.+\/model\.safetensors: is gone from the server; load the checkpoint again$/);
  await expect(models.refusal).toContainText('Toy (7M) is still loaded.');
  await page.keyboard.press('Escape');
  expect((await chat.regenerate()).content).toBe(content);
  await close();
});
