/** The page's end of the library's worker. */
import type { LibraryApi } from '../../library/contract.ts';
import { connectTo, type Connection } from '../connection.ts';

export function connectLibrary(): Connection<LibraryApi> {
  const worker = new Worker(new URL('../../library/main.ts', import.meta.url), { type: 'module', name: 'library' });
  return connectTo<LibraryApi>(worker, (text) => ({
    kind: 'worker-crashed',
    message: `What keeps models on this device crashed (${text || 'its script could not be loaded'}): reload the page.`,
  }));
}
