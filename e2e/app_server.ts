import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from '../tools/bootstrap/process.mjs';
import { createAppServer, listen } from '../tools/serve/server.mjs';

export interface AppServer {
  /** Ends in a slash. */
  address: string;
  close: () => void;
}

/** Serves the built app as `npm start` does; `connect` names origins that its policy admits besides the hub's. */
export async function serveApp(connect: string[] = []): Promise<AppServer> {
  const dist = path.join(root, 'dist');
  if (!existsSync(path.join(dist, 'index.html'))) throw new Error('dist/ is missing: run npm run build');
  const server = createAppServer({ folders: { '/': dist }, connect });
  return {
    address: await listen(server, 0),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
