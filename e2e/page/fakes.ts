/** Puts fakes in the place of the app's workers: its scripts are replaced on their way to the page. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../../tools/bootstrap/process.mjs';
import { securityHeaders } from '../../tools/serve/headers.mjs';
import { scriptOf, type WorkerName } from '../fixtures/worker_scripts.ts';

export function fakeScript(name: WorkerName): string {
  const file = path.join(root, `build/fake_${name}/worker.js`);
  if (!existsSync(file)) throw new Error(`build/fake_${name} is missing: run npm run build`);
  return readFileSync(file, 'utf8');
}

/** `start` is the fake's state at its start, in the worker's global `fakeSetup` or `fakeShelf`. */
export function replaceWorker(page: Page, name: WorkerName, script: string, start: object): Promise<unknown> {
  const global = name === 'engine' ? 'fakeSetup' : 'fakeShelf';
  return page.route(`**/assets/${scriptOf(name)}`, (route) =>
    route.fulfill({
      headers: { ...securityHeaders(), 'Content-Type': 'text/javascript' },
      body: `globalThis.${global} = ${JSON.stringify(start)};\n${script}`,
    }),
  );
}

/** Evaluates in the fake that was started last. */
export function evaluateIn<T>(page: Page, name: WorkerName, look: string): Promise<T> {
  const worker = page.workers().findLast((one) => one.url().endsWith(scriptOf(name)))!;
  return worker.evaluate(look) as Promise<T>;
}
