import { rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { Page } from '@playwright/test';
import { createAppServer, listen } from '../../tools/serve/server.mjs';
import { firstVersion, secondVersion } from '../fixtures/versions.ts';
import { ChatPage } from '../pages/chat.ts';
import { visitedBefore } from '../pages/earlier_visit.ts';
import { expect, test } from '../test.ts';

test.use({ serviceWorkers: 'allow' });

/** Serves one version of the app after the other at one address. */
class Host {
  #server: Server | undefined;
  address = '';

  async serve(folder: string): Promise<void> {
    await this.stop();
    this.#server = createAppServer({ folders: { '/': folder } });
    this.address = await listen(this.#server, this.address ? Number(new URL(this.address).port) : 0);
  }

  async stop(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }
}

const versionOf = (page: Page) => page.locator('meta[name="description"]').getAttribute('content');

/** Has the browser look for a new version, as it does by itself when a page is opened. */
const lookForUpdate = (page: Page) =>
  page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()));

/** Has answers wait for their next token. */
const holdAnswers = (page: Page) =>
  inWorkers(page, () => {
    const released = new Promise((resolve) => Object.assign(globalThis, { releaseAnswers: resolve }));
    const { prototype } = GPUBuffer;
    const read = Object.getOwnPropertyDescriptor(prototype, 'mapAsync')!.value as typeof prototype.mapAsync;
    prototype.mapAsync = async function (...range) {
      await released;
      return read.apply(this, range);
    };
  });

const releaseAnswers = (page: Page) =>
  inWorkers(page, () => (globalThis as unknown as { releaseAnswers: () => void }).releaseAnswers());

/** The service worker gives the page its workers' scripts, so that no test can replace them. */
const inWorkers = (page: Page, run: () => void) => Promise.all(page.workers().map((worker) => worker.evaluate(run)));

const cachedFiles = (page: Page) =>
  page.evaluate(async () => {
    const [name] = await caches.keys();
    return (await (await caches.open(name!)).keys()).length;
  });

/** Pages that hold the lock by which the service worker knows of them. */
const openPages = (page: Page) =>
  page.evaluate(async () => {
    const { held = [] } = await navigator.locks.query();
    return held.filter(({ name }) => name?.startsWith('plumbline page ')).length;
  });

const openSettings = async (page: Page) => {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
};

test('the page answers without a network, and a new version waits for the answer and spares the other tab', async ({
  page,
  context,
  origins,
}) => {
  const folders = [await firstVersion()];
  folders.push(await secondVersion(folders[0]!));
  const host = new Host();
  await host.serve(folders[0]!);
  origins.push(host.address);
  const chat = new ChatPage(page);
  const notice = page.getByRole('status').filter({ hasText: 'A new version is ready' });

  await test.step('offline', async () => {
    await visitedBefore(page);
    await chat.open(host.address);
    const online = await chat.ask('Hello');
    await page.evaluate(() => navigator.serviceWorker.ready);
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
    await host.stop();
    await page.goto(`${host.address}?hub=https://mirror.example`);
    await chat.ready();
    expect((await chat.regenerate()).content).toBe(online.content);
  });

  await test.step('a new version', async () => {
    const other = await context.newPage();
    await other.goto(host.address);
    await new ChatPage(other).ready();

    await host.serve(folders[1]!);
    await holdAnswers(page);
    await chat.begin('Go on');
    await lookForUpdate(page);
    await expect(notice).toBeVisible();
    await expect(notice.getByRole('button', { name: 'Reload' })).toBeDisabled();
    await releaseAnswers(page);
    await chat.idle();
    await notice.getByRole('button', { name: 'Reload' }).click();
    await expect.poll(() => versionOf(page)).toBe('second');
    await chat.ready();
    await openSettings(page);
    await expect(notice).toBeHidden();

    // The settings' script is no longer on the server.
    expect(await versionOf(other)).not.toBe('second');
    await (await context.newCDPSession(page)).send('Network.clearBrowserCache');
    await openSettings(other);
    const kept = await cachedFiles(page);
    await other.close();
    await expect.poll(() => openPages(page)).toBe(1);
    await page.reload();
    await expect.poll(async () => (await cachedFiles(page)) < kept).toBe(true);
  });

  await host.stop();
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
});
