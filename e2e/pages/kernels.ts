import path from 'node:path';
import { root } from '../../tools/bootstrap/process.mjs';
import { createAppServer, listen } from '../../tools/serve/server.mjs';
import { test as base } from '../test.ts';

/** The page of kernel checks in place of the app, with the goldens beside it. */
export const test = base.extend<object, { appAddress: string }>({
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
});
