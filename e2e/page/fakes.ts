/** Puts fakes in the place of the app's workers: its scripts are replaced on their way to the page. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../../tools/bootstrap/process.mjs';
import { securityHeaders } from '../../tools/serve/headers.mjs';

/** What the script of a worker of the app has, and no other's: kernels, or the export of kept models. */
const marks = { engine: '@compute', library: 'exportTo' };
export type FakeName = keyof typeof marks;

const found = new Map<FakeName, string>();

/** The file of a worker of the app. */
export function scriptOf(name: FakeName): string {
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

export function fakeScript(name: FakeName): string {
  const file = path.join(root, `build/fake_${name}/worker.js`);
  if (!existsSync(file)) throw new Error(`build/fake_${name} is missing: run npm run build`);
  return readFileSync(file, 'utf8');
}

/** `start` is the fake's state at its start, in the worker's global `fakeSetup` or `fakeShelf`. */
export function replaceWorker(page: Page, name: FakeName, script: string, start: object): Promise<unknown> {
  const global = name === 'engine' ? 'fakeSetup' : 'fakeShelf';
  return page.route(`**/assets/${scriptOf(name)}`, (route) =>
    route.fulfill({
      headers: { ...securityHeaders(), 'Content-Type': 'text/javascript' },
      body: `globalThis.${global} = ${JSON.stringify(start)};\n${script}`,
    }),
  );
}

/** Evaluates in the fake that was started last. */
export function evaluateIn<T>(page: Page, name: FakeName, look: string): Promise<T> {
  const worker = page.workers().findLast((one) => one.url().endsWith(scriptOf(name)))!;
  return worker.evaluate(look) as Promise<T>;
}
