import { expose } from 'comlink';
import type { LibraryApi } from './contract.ts';
import { Library, NoLibrary } from './library.ts';
import { browserPlatform } from './platform.ts';
import { createTrustedTypesPolicy } from '../trusted_types.ts';

async function open(): Promise<LibraryApi> {
  const platform = await browserPlatform();
  return platform ? new Library(platform) : new NoLibrary();
}

createTrustedTypesPolicy();
const library = open();

/** Calls that come before the storage was tried wait for it. */
const whenOpen = new Proxy({} as LibraryApi, {
  get:
    (_, method: keyof LibraryApi) =>
    async (...parameters: unknown[]) => {
      const opened = (await library) as unknown as Record<string, (...parameters: unknown[]) => unknown>;
      return opened[method]!(...parameters);
    },
});

expose(whenOpen);
