import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../../tools/bootstrap/process.mjs';
import { securityHeaders } from '../../tools/serve/headers.mjs';
import type { Controls, Setup } from '../fake_engine/controls.ts';
import type { LibraryControls, Shelf } from '../fake_library/controls.ts';
import { test as base } from '../test.ts';

export { expect } from '../test.ts';

/** What the script of a worker of the app has, and no other's: kernels, or the export of kept models. */
const marks = { engine: '@compute', library: 'exportTo' };
type Name = keyof typeof marks;

const found = new Map<Name, string>();

/** The file of a worker of the app. */
function scriptOf(name: Name): string {
  const known = found.get(name);
  if (known !== undefined) return known;
  const assets = path.join(root, 'dist/assets');
  const scripts = readdirSync(assets).filter((file) => /^worker-.+\.js$/.test(file));
  const [script, ...others] = scripts.filter((file) =>
    readFileSync(path.join(assets, file), 'utf8').includes(marks[name]),
  );
  if (script === undefined || others.length > 0)
    throw new Error(`dist/assets has no worker ${name}, or several: run npm run build`);
  found.set(name, script);
  return script;
}

function fakeScript(name: Name): string {
  const file = path.join(root, `build/fake_${name}/worker.js`);
  if (!existsSync(file)) throw new Error(`build/fake_${name} is missing: run npm run build`);
  return readFileSync(file, 'utf8');
}

interface PageFixtures {
  /** How the engine's start differs from {@link plainSetup}. */
  setup: Partial<Setup>;
  /** How the library's start differs from {@link emptyShelf}. */
  shelf: Partial<Shelf>;
}

/** Playwright's `test` on the built app, whose engine is a fake that needs no GPU, and whose library keeps nothing. */
export const test = base.extend<PageFixtures, { fakes: Record<Name, string> }>({
  setup: [{}, { option: true }],
  shelf: [{}, { option: true }],

  fakes: [({}, use) => use({ engine: fakeScript('engine'), library: fakeScript('library') }), { scope: 'worker' }],

  page: async ({ page, setup, shelf, fakes }, use) => {
    const replace = (name: Name, global: string, start: object) =>
      page.route(`**/assets/${scriptOf(name)}`, (route) =>
        route.fulfill({
          headers: { ...securityHeaders(), 'Content-Type': 'text/javascript' },
          body: `globalThis.${global} = ${JSON.stringify(start)};\n${fakes[name]}`,
        }),
      );
    await replace('engine', 'fakeSetup', setup);
    await replace('library', 'fakeShelf', shelf);
    await use(page);
  },
});

/** Evaluates in the fake that was started last. */
function evaluate<T>(page: Page, name: Name, look: string): Promise<T> {
  const worker = page.workers().findLast((one) => one.url().endsWith(scriptOf(name)))!;
  return worker.evaluate(look) as Promise<T>;
}

export function inEngine<T>(page: Page, look: (fake: Controls) => T): Promise<T> {
  return evaluate(page, 'engine', `(${look.toString()})(globalThis.fake)`);
}

/** `given` is passed on to `look`. */
export function inLibrary<T, G = undefined>(
  page: Page,
  look: (fake: LibraryControls, given: G) => T,
  given?: G,
): Promise<T> {
  return evaluate(page, 'library', `(${look.toString()})(globalThis.fakeLibrary, ${JSON.stringify(given)})`);
}
