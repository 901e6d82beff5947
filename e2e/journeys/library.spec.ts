import path from 'node:path';
import { expect, test as base, type Page } from '@playwright/test';
import { root } from '../../tools/bootstrap/process.mjs';
import { createAppServer, listen } from '../../tools/serve/server.mjs';
import { placeholderFolder } from '../app_server.ts';
import { type Hub, startHub } from '../fixtures/hub.ts';

const address = { kind: 'hub', id: 'Qwen/Qwen3-tiny', revision: 'main' } as const;

/** The library's worker on the browser's own storage and locks, without the app, and a look-alike of the hub. */
const test = base.extend<{ hub: Hub; open: () => Promise<Page> }>({
  hub: async ({}, use) => {
    const hub = await startHub(placeholderFolder, { id: address.id });
    await use(hub);
    await hub.close();
  },
  open: async ({ hub, context }, use) => {
    const server = createAppServer({
      folders: { '/': path.join(root, 'build', 'library') },
      connect: [hub.hub.origin, hub.storage.origin],
    });
    const pageAddress = await listen(server, 0);
    await use(async () => {
      const page = await context.newPage();
      await page.goto(pageAddress);
      await page.waitForFunction(() => 'page' in window);
      await page.evaluate((access) => window.page.start(access), accessTo(hub));
      return page;
    });
    server.closeAllConnections();
    server.close();
  },
});

const accessTo = ({ hub }: Hub) => ({ hub: `${hub.origin}/`, token: null });
const sent = ({ served }: Hub) => [...served.values()].reduce((sum, bytes) => sum + bytes, 0);
const keep = (page: Page) => page.evaluate((address) => window.page.library.keep(address), address);
const ready = (page: Page) => page.evaluate(() => window.page.until(['ready', 'failed']));
const read = (page: Page, hub: Hub) =>
  page.evaluate((from) => window.page.reader.readChecked(...from), [address, accessTo(hub)] as const);

/** Flips a byte of the only block of the weights. */
const flipByte = (page: Page) =>
  page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const models = await root.getDirectoryHandle('plumbline-models');
    for await (const model of models.values()) {
      for await (const file of (model as FileSystemDirectoryHandle).values()) {
        if (!file.name.startsWith('model.safetensors') || file.kind !== 'directory') continue;
        for await (const block of file.values()) {
          const writable = await (block as FileSystemFileHandle).createWritable({ keepExistingData: true });
          await writable.write({ type: 'write', position: 1000, data: new Uint8Array([255]) });
          await writable.close();
        }
      }
    }
  });

test('a model is kept for both tabs, mended, read without the network, and deleted for both', async ({ hub, open }) => {
  const [one, two] = [await open(), await open()];
  const [kept, again] = await Promise.all([keep(one), keep(two)]);
  expect(kept).toMatchObject({ ok: true });
  expect(again).toEqual(kept);
  const [model] = await Promise.all([ready(one), ready(two)]);
  expect(model).toMatchObject({ name: address.id, state: 'ready', failure: null });
  expect(sent(hub)).toBe(model!.bytes);

  await flipByte(one);
  const weights = model!.files.find((file) => file.path === 'model.safetensors')!.bytes;
  expect(await read(two, hub)).toMatchObject({ ok: true });
  expect(sent(hub)).toBe(model!.bytes + weights);

  await hub.close();
  await one.reload();
  await one.waitForFunction(() => 'page' in window);
  await one.evaluate((access) => window.page.start(access), accessTo(hub));
  expect(await ready(one)).toMatchObject({ state: 'ready' });
  expect(await read(one, hub)).toMatchObject({ ok: true });

  expect(await two.evaluate((id) => window.page.library.remove(id), model!.id)).toMatchObject({ ok: true });
  await Promise.all([one, two].map((page) => page.evaluate(() => window.page.until('gone'))));
  expect(await read(one, hub)).toMatchObject({ ok: false, failure: { kind: 'unreachable' } });
});
