import path from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../../tools/bootstrap/process.mjs';
import { createAppServer, listen } from '../../tools/serve/server.mjs';
import { test as base } from '../test.ts';

interface WorkerFixtures {
  /** The page of kernel checks at an address. All tests share its device and compiled kernels. */
  openChecks: (address?: string) => Promise<Page>;
}

/** The page of kernel checks in place of the app, with the goldens beside it. */
export const test = base.extend<object, WorkerFixtures>({
  appAddress: [
    async ({}, use) => {
      const folders = { '/': path.join(root, 'build/kernels'), '/goldens/': path.join(root, 'e2e/goldens') };
      const server = createAppServer({ folders });
      await use(await listen(server, 0));
      server.closeAllConnections();
      server.close();
    },
    { scope: 'worker' },
  ],

  openChecks: [
    async ({ browser, appAddress }, use) => {
      const pages = new Map<string, Promise<Page>>();
      const open = async (address: string) => {
        const page = await browser.newPage({ baseURL: appAddress });
        await page.goto(address);
        return page;
      };
      await use((address = './') => {
        const page = pages.get(address) ?? open(address);
        pages.set(address, page);
        return page;
      });
      for (const page of pages.values()) await (await page).close();
    },
    { scope: 'worker' },
  ],
});
