import { test as base, expect } from '@playwright/test';
import { serveApp, type Bundled } from './app_server.ts';
import { ChatPage } from './pages/chat.ts';
import { ModelsDialog } from './pages/models.ts';

export { expect };

interface PageFixtures {
  /**
   * What went wrong on the page unnoticed: exceptions, violations of the security policy, requests to other origins. A
   * test fails when any is left at its end; one that provokes a problem removes it, by `problems.splice(0)`.
   */
  problems: string[];
  /** Prefixes of the addresses that the page may request: its own. A test with its own servers adds theirs. */
  origins: string[];
  chat: ChatPage;
  models: ModelsDialog;
}

interface WorkerFixtures {
  /** Tests of the page need no model that makes sense. Tests of what the model says ask for the demo. */
  bundled: Bundled;
  /** Where the built app is served, ending in a slash. */
  appAddress: string;
}

/** Playwright's `test`, on the built app served as `npm start` does: `page.goto('./')` opens it. */
export const test = base.extend<PageFixtures, WorkerFixtures>({
  bundled: ['placeholder', { option: true, scope: 'worker' }],

  appAddress: [
    async ({ bundled }, use) => {
      const { address, close } = await serveApp(bundled);
      await use(address);
      close();
    },
    { scope: 'worker' },
  ],

  baseURL: ({ appAddress }, use) => use(appAddress),

  problems: ({}, use) => use([]),

  origins: ({ appAddress }, use) => use([appAddress]),

  page: async ({ page, origins, problems }, use) => {
    page.on('pageerror', (error) => problems.push(`exception: ${error.message}`));
    page.on('console', (message) => {
      if (/Content Security Policy|requires 'Trusted|Permissions-Policy/.test(message.text()))
        problems.push(`policy: ${message.text()}`);
    });
    page.on('request', (request) => {
      const url = request.url();
      if (/^(data|blob):/.test(url) || origins.some((origin) => url.startsWith(origin))) return;
      problems.push(`foreign request: ${url}`);
    });
    await use(page);
    // A page may still be waiting for a request that the test answers.
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    expect(problems).toEqual([]);
  },

  chat: ({ page }, use) => use(new ChatPage(page)),

  models: ({ page }, use) => use(new ModelsDialog(page)),
});
