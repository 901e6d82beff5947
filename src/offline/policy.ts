import type { PrecacheController } from 'workbox-precaching';

const policyOf = (response: Response) => response.headers.get('Content-Security-Policy');

/**
 * Fetches those files again that were stored with another policy than the host sends now. A host may admit a further server, such
 * as a mirror of the hub, and no file changes with that. Pages and workers obey the policy of their own response: the next page
 * has the new one.
 */
export async function refreshPolicy(files: PrecacheController): Promise<void> {
  const page = await fetch(new URL('index.html', self.location.href), { method: 'HEAD', cache: 'no-store' }).catch(
    () => null, // offline
  );
  if (!page?.ok) return;
  const cache = await caches.open(files.strategy.cacheName);
  for (const [address, key] of files.getURLsToCacheKeys()) {
    const stored = await cache.match(key);
    if (!stored || !/html|javascript/.test(stored.headers.get('Content-Type') ?? '')) continue;
    if (policyOf(stored) === policyOf(page)) continue;
    const integrity = files.getIntegrityForCacheKey(key)!;
    // Fails where the host has another version already, which brings its own policy.
    const fresh = await fetch(address, { cache: 'no-cache', integrity }).catch(() => null);
    if (fresh?.ok) await cache.put(key, fresh);
  }
}
