import type { RequestListener } from 'node:http';
import { serveApp } from './app_server.ts';
import { listen, type TestServer } from './fixtures/servers.ts';
import { test as base } from './test.ts';

interface ServedFixtures {
  /** Serves until the test ends, to pages that {@link ServedFixtures.appFor} serves. */
  serve: (answer: RequestListener) => Promise<TestServer>;
  /** The app's address, under a policy that admits these servers. */
  appFor: (...servers: TestServer[]) => Promise<string>;
}

/** With servers of checkpoints on other origins. */
export const test = base.extend<ServedFixtures>({
  serve: async ({ origins }, use) => {
    const servers: TestServer[] = [];
    await use(async (answer) => {
      const server = await listen(answer);
      servers.push(server);
      origins.push(server.origin);
      return server;
    });
    await Promise.all(servers.map((server) => server.close()));
  },

  appFor: async ({ bundled, origins }, use) => {
    const closes: (() => void)[] = [];
    await use(async (...servers) => {
      const { address, close } = await serveApp(
        bundled,
        servers.map(({ origin }) => origin),
      );
      closes.push(close);
      origins.push(address);
      return address;
    });
    for (const close of closes) close();
  },
});
