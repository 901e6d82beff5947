/**
 * Every page holds a shared lock while it is open, named after its script. So a service worker knows, without asking pages that
 * may be asleep, whether one of them is of another version. The browser releases the lock of a page that crashes.
 */
const prefix = 'plumbline page ';

/** Holds the lock of the page that runs `script`, an address, until the page is gone. */
export function holdPageLock(script: string): void {
  void navigator.locks.request(prefix + script, { mode: 'shared' }, () => new Promise(() => {}));
}

/** The scripts of all pages that are open on this origin. */
export async function scriptsOfOpenPages(): Promise<string[]> {
  const { held = [] } = await navigator.locks.query();
  return held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : []));
}
