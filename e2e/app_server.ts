import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from '../tools/bootstrap/process.mjs';
import { createAppServer, listen } from '../tools/serve/server.mjs';

/** A small checkpoint of random weights: loads and answers in a fraction of the demo's time. */
export const placeholderFolder = path.join(root, 'e2e', 'fixtures', 'placeholder_model');

/** The checkpoint that ships with the page. */
export const demoFolder = path.join(root, 'public', 'models', 'demo');

/** Which checkpoint the page finds at the address of the bundled one. */
export type Bundled = 'demo' | 'placeholder';

export interface AppServer {
  /** Ends in a slash. */
  address: string;
  close: () => void;
}

/** Serves the built app as `npm start` does; `connect` names origins that its policy admits besides the hub's. */
export async function serveApp(bundled: Bundled, connect: string[] = []): Promise<AppServer> {
  const dist = path.join(root, 'dist');
  if (!existsSync(path.join(dist, 'index.html'))) throw new Error('dist/ is missing: run npm run build');
  const folders = { '/': dist, ...(bundled === 'placeholder' && { '/models/demo/': placeholderFolder }) };
  const server = createAppServer({ folders, connect });
  return {
    address: await listen(server, 0),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
