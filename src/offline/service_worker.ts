/**
 * Lets the page open without a network. All files of one version are fetched when the worker is installed, each checked against
 * its hash, and a page gets them from there: never a new page with old scripts, nor the other way round.
 */
import { PrecacheController } from 'workbox-precaching';
import { scriptsOfOpenPages } from './page_lock.ts';
import { refreshPolicy } from './policy.ts';
import { respond } from './respond.ts';
import type { LifetimeEvent, ServiceWorkerScope } from './scope.ts';

/** The files of this version, put here by the build. */
declare const PRECACHED_FILES: { url: string; revision: string; integrity: string }[];

const scope = self as unknown as ServiceWorkerScope;

/** Asks whether the browser's copy is current, where Workbox would fetch again what the page has just fetched. */
const validated = {
  requestWillFetch: ({ request }: { request: Request }) => Promise.resolve(new Request(request, { cache: 'no-cache' })),
};

const files = new PrecacheController({ plugins: [validated] });
files.addToCacheList(PRECACHED_FILES);

scope.addEventListener('install', (event) => void files.install(event));

scope.addEventListener('activate', (event) => {
  event.waitUntil(scope.clients.claim());
  deleteOlderFiles(event);
});

/** A page asks for this when a person presses Reload. Otherwise a new version waits until no page of the old one is open. */
scope.addEventListener('message', ({ data }) => {
  if ((data as { type?: unknown } | null)?.type === 'SKIP_WAITING') void scope.skipWaiting();
});

scope.addEventListener('fetch', (event) => {
  const response = respond(event.request, files);
  if (!response) return;
  event.respondWith(response);
  if (event.request.mode !== 'navigate') return;
  event.waitUntil(refreshPolicy(files));
  deleteOlderFiles(event);
});

/** Deletes what is not of this version, unless another tab is still on an older one and may need its scripts. */
function deleteOlderFiles(event: LifetimeEvent): void {
  const isOlder = (script: string) => script.startsWith(scope.registration.scope) && !files.getCacheKeyForURL(script);
  async function deleteUnused(): Promise<void> {
    const scripts = await scriptsOfOpenPages();
    if (!scripts.some(isOlder)) await files.activate(event);
  }
  event.waitUntil(deleteUnused());
}
