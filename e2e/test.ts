import { existsSync } from 'node:fs';
import path from 'node:path';
import { test as base, expect } from '@playwright/test';
import { root } from '../tools/bootstrap/process.mjs';
import { createAppServer, listen } from '../tools/serve/server.mjs';

export { expect };

interface PageFixtures {
  /**
   * What went wrong on the page unnoticed: exceptions, violations of the security policy, requests to other origins. A
   * test fails when any is left at its end; one that provokes a problem removes it, by `problems.splice(0)`.
   */
  problems: string[];
}

interface WorkerFixtures {
  /** Where the built app is served, ending in a slash. */
  appAddress: string;
}

/** Playwright's `test`, on the built app served as `npm start` does: `page.goto('./')` opens it. */
export const test = base.extend<PageFixtures, WorkerFixtures>({
  appAddress: [
    async ({}, use) => {
      const dist = path.join(root, 'dist');
      if (!existsSync(path.join(dist, 'index.html'))) throw new Error('dist/ is missing: run npm run build');
      const server = createAppServer({ folders: { '/': dist } });
      await use(await listen(server, 0));
      server.closeAllConnections();
      server.close();
    },
    { scope: 'worker' },
  ],

  baseURL: ({ appAddress }, use) => use(appAddress),

  problems: ({}, use) => use([]),

  page: async ({ page, appAddress, problems }, use) => {
    page.on('pageerror', (error) => problems.push(`exception: ${error.message}`));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) problems.push(`policy: ${message.text()}`);
    });
    page.on('request', (request) => {
      const url = request.url();
      if (!/^(data|blob):/.test(url) && !url.startsWith(appAddress)) problems.push(`foreign request: ${url}`);
    });
    await use(page);
    expect(problems).toEqual([]);
  },
});
