/** The page's side of the service worker. */
import type { Workbox } from 'workbox-window';
import { holdPageLock } from './page_lock.ts';

/** How often a page that stays open asks whether there is a new version. Browsers ask whenever a page is opened. */
const checkEvery = 3_600_000;

export interface Installed {
  /** Has every page run the version that waits, if one does; resolves once this page would get it. */
  activate: () => Promise<void>;
}

/**
 * Installs the service worker once the page has loaded, and calls `onWaiting` whenever a new version has been fetched whole and
 * waits. Does nothing where there are no service workers: without TLS, in some private windows.
 */
export async function installServiceWorker(onWaiting: (installed: Installed) => void): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const script = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
  if (script) holdPageLock(script.src);

  const workbox = await registered(onWaiting);
  if (!workbox) return;
  setInterval(() => void workbox.update().catch(() => {}), checkEvery); // offline: asked again later
}

/** Null where a host does not serve the service worker, or a browser forbids it: the page is whole without it. */
async function registered(onWaiting: (installed: Installed) => void): Promise<Workbox | null> {
  try {
    const { Workbox } = await import('workbox-window');
    const workbox = new Workbox('service_worker.js');
    workbox.addEventListener('waiting', () => onWaiting({ activate: () => activate(workbox) }));
    await workbox.register();
    return workbox;
  } catch {
    return null;
  }
}

async function activate(workbox: Workbox): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  // Another tab may have had it activated already.
  if (!registration?.waiting) return;
  const controlled = new Promise<void>((resolve) =>
    navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true }),
  );
  workbox.messageSkipWaiting();
  await controlled;
}
