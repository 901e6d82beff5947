import { createServer } from 'node:http';
import { resolveInside, sendFile } from '../serve/files.mjs';
import { listen } from '../serve/server.mjs';

export interface Served {
  /** Ends in a slash. */
  address: string;
  close: () => void;
}

/** They isolate a page from other origins, without which browsers offer it no threads. */
const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** Serves folders by the beginning of a path, the longest first. The app's server would forbid WebAssembly, which the app does not need. */
export async function serveFolders(folders: Readonly<Record<string, string>>): Promise<Served> {
  const prefixes = Object.keys(folders).toSorted((a, b) => b.length - a.length);
  const server = createServer((request, response) => {
    const pathname = (request.url ?? '/').replace(/[?#].*/, '');
    for (const [name, value] of Object.entries(isolation)) response.setHeader(name, value);
    const prefix = prefixes.find((each) => pathname.startsWith(each))!;
    sendFile(request, response, resolveInside(folders[prefix]!, pathname.slice(prefix.length))).catch(() =>
      response.destroy(),
    );
  });
  const address = await listen(server, 0);
  return {
    address,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
