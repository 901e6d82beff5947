import { createServer } from 'node:http';
import { resolveInside, sendFile } from '../serve/files.mjs';
import { listen } from '../serve/server.mjs';

export interface Served {
  /** Ends in a slash. */
  address: string;
  close: () => void;
}

/** Serves folders by the beginning of a path, the longest first. The app's server would forbid WebAssembly, which the app does not need. */
export async function serveFolders(folders: Readonly<Record<string, string>>): Promise<Served> {
  const prefixes = Object.keys(folders).toSorted((a, b) => b.length - a.length);
  const server = createServer((request, response) => {
    const pathname = (request.url ?? '/').replace(/[?#].*/, '');
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
