import type { PrecacheController } from 'workbox-precaching';
import { createPartialResponse } from 'workbox-range-requests';

/**
 * The response to a request for a file of the app, from the cache. The network answers where the browser has cleared it. Null
 * for every other request, which the browser then makes as if there were no service worker.
 */
export function respond(request: Request, files: PrecacheController): Promise<Response> | null {
  if (request.method !== 'GET') return null;
  const file = fileAddress(request.url);
  const key = files.getCacheKeyForURL(file);
  if (key) return fromCache(request, key, false, files);
  // Of an older version. The hash in its name says which content it has.
  if (isIn('assets/', file)) return fromCache(request, file, true, files);
  // The engine asks for files that a checkpoint may have. All that the bundled one has are in the cache.
  if (isIn('models/demo/', file)) return Promise.resolve(new Response('Not found\n', { status: 404 }));
  return null;
}

/** The file that a static host sends for an address. Parameters, such as the hub's address, are the page's own. */
function fileAddress(address: string): string {
  const { origin, pathname } = new URL(address);
  return origin + pathname + (pathname.endsWith('/') ? 'index.html' : '');
}

const isIn = (folder: string, file: string) => file.startsWith(new URL(folder, self.location.href).href);

async function fromCache(
  request: Request,
  key: string,
  ofAnyRevision: boolean,
  files: PrecacheController,
): Promise<Response> {
  const cache = await caches.open(files.strategy.cacheName);
  const stored = await cache.match(key, { ignoreSearch: ofAnyRevision });
  if (!stored) return fetch(request);
  // The engine reads weights by ranges.
  return request.headers.has('Range') ? createPartialResponse(request, stored) : stored;
}
