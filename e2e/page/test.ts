import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../../tools/bootstrap/process.mjs';
import { securityHeaders } from '../../tools/serve/headers.mjs';
import type { Controls, Setup } from '../fake_engine/controls.ts';
import { test as base } from '../test.ts';

export { expect } from '../test.ts';

let found: string | null = null;

/** The engine's worker among the app's: the one that has kernels. */
function engineScript(): string {
  if (found !== null) return found;
  const assets = path.join(root, 'dist/assets');
  const scripts = readdirSync(assets).filter((file) => /^worker-.+\.js$/.test(file));
  const engines = scripts.filter((file) => readFileSync(path.join(assets, file), 'utf8').includes('@compute'));
  if (engines.length !== 1) throw new Error(`dist/assets has ${engines.length} engines: run npm run build`);
  return (found = engines[0]!);
}

function fakeScript(): string {
  const file = path.join(root, 'build/fake_engine/worker.js');
  if (!existsSync(file)) throw new Error('build/fake_engine is missing: run npm run build');
  return readFileSync(file, 'utf8');
}

interface PageFixtures {
  /** How the engine's start differs from {@link plainSetup}. */
  setup: Partial<Setup>;
}

/** Playwright's `test` on the built app, whose engine is a fake that needs no GPU. */
export const test = base.extend<PageFixtures, { fakeEngine: string }>({
  setup: [{}, { option: true }],

  fakeEngine: [({}, use) => use(fakeScript()), { scope: 'worker' }],

  page: async ({ page, setup, fakeEngine }, use) => {
    await page.route(`**/assets/${engineScript()}`, (route) =>
      route.fulfill({
        headers: { ...securityHeaders(), 'Content-Type': 'text/javascript' },
        body: `globalThis.fakeSetup = ${JSON.stringify(setup)};\n${fakeEngine}`,
      }),
    );
    await use(page);
  },
});

/** Evaluates in the fake engine that was started last. */
export function inEngine<T>(page: Page, look: (fake: Controls) => T): Promise<T> {
  // Another worker reads findings.
  const worker = page.workers().findLast((one) => one.url().endsWith(engineScript()))!;
  return worker.evaluate(`(${look.toString()})(globalThis.fake)`) as Promise<T>;
}
