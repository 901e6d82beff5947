import type { Page } from '@playwright/test';
import type { Controls, Setup } from '../fake_engine/controls.ts';
import type { LibraryControls, Shelf } from '../fake_library/controls.ts';
import { test as base } from '../test.ts';
import type { WorkerName } from '../fixtures/worker_scripts.ts';
import { evaluateIn, fakeScript, replaceWorker } from './fakes.ts';

export { expect } from '../test.ts';

interface PageFixtures {
  /** How the engine's start differs from {@link plainSetup}. */
  setup: Partial<Setup>;
  /** How the library's start differs from {@link emptyShelf}. */
  shelf: Partial<Shelf>;
}

/** Playwright's `test` on the built app, whose engine is a fake that needs no GPU, and whose library keeps nothing. */
export const test = base.extend<PageFixtures, { fakes: Record<WorkerName, string> }>({
  setup: [{}, { option: true }],
  shelf: [{}, { option: true }],

  fakes: [({}, use) => use({ engine: fakeScript('engine'), library: fakeScript('library') }), { scope: 'worker' }],

  page: async ({ page, setup, shelf, fakes }, use) => {
    await replaceWorker(page, 'engine', fakes.engine, setup);
    await replaceWorker(page, 'library', fakes.library, shelf);
    await use(page);
  },
});

export function inEngine<T>(page: Page, look: (fake: Controls) => T): Promise<T> {
  return evaluateIn(page, 'engine', `(${look.toString()})(globalThis.fake)`);
}

/** `given` is passed on to `look`. */
export function inLibrary<T, G = undefined>(
  page: Page,
  look: (fake: LibraryControls, given: G) => T,
  given?: G,
): Promise<T> {
  return evaluateIn(page, 'library', `(${look.toString()})(globalThis.fakeLibrary, ${JSON.stringify(given)})`);
}
