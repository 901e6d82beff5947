import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { type Hub, startHub } from '../../e2e/fixtures/hub.ts';
import type { Result } from '../../src/result.ts';
import type { Address } from '../../src/vocabulary/checkpoint_sources.ts';
import { root, Stop } from '../bootstrap/process.mjs';
import { chromiumArguments, findChromium, loadPlaywright } from '../lib/browser.mjs';
import type { LibraryOptions } from './options.ts';
import { ProcessGroup } from './processes.ts';
import { createAppServer, listen } from '../serve/server.mjs';

export const repository = 'plumbline/trial';
export const address: Address = { kind: 'hub', id: repository, revision: 'main' };

/** A look-alike of the hub with one checkpoint, the page that drives the library, and a profile that outlasts the browser. */
export interface Place {
  hub: Hub;
  /** How pages reach the hub. */
  access: { hub: string; token: null };
  pageAddress: string;
  profile: string;
}

export async function withPlace<T>(
  { model, rate, latency }: Pick<LibraryOptions, 'model' | 'rate' | 'latency'>,
  work: (place: Place) => Promise<T>,
): Promise<T> {
  const hub = await startHub(model, { id: repository, bytesPerSecond: rate * 1e6, latencyMs: latency });
  const server = createAppServer({
    folders: { '/': path.join(root, 'build', 'library') },
    connect: [hub.hub.origin, hub.storage.origin],
  });
  const pageAddress = await listen(server, 0);
  const profile = mkdtempSync(path.join(tmpdir(), 'plumbline-library-'));
  try {
    return await work({ hub, access: { hub: `${hub.hub.origin}/`, token: null }, pageAddress, profile });
  } finally {
    server.closeAllConnections();
    server.close();
    await hub.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** A browser of a profile, which can be killed with all its processes at once. */
export class Visit {
  constructor(
    readonly place: Place,
    readonly process: ChildProcess,
    readonly browser: Browser,
  ) {}

  static async start(place: Place): Promise<Visit> {
    const executable = await findChromium();
    if (!executable) throw new Stop('Chromium was not found: install Google Chrome or Chromium, or set CHROMIUM_PATH.');
    const portFile = path.join(place.profile, 'DevToolsActivePort');
    rmSync(portFile, { force: true });
    const chromium = spawn(
      executable,
      [
        ...chromiumArguments(),
        '--headless',
        '--remote-debugging-port=0',
        `--user-data-dir=${place.profile}`,
        'about:blank',
      ],
      // A group of its own, so that its children die with it.
      { detached: true, stdio: 'ignore' },
    );
    const playwright = await loadPlaywright();
    const port = await readPort(portFile);
    return new Visit(place, chromium, await playwright.connectOverCDP(`http://127.0.0.1:${port}`));
  }

  /** A new tab in which the library has started. */
  async open(): Promise<Page> {
    const page = await this.openPage();
    await this.startLibrary(page);
    return page;
  }

  /** A new tab in which nothing has started. */
  async openPage(): Promise<Page> {
    const page = await this.browser.contexts()[0]!.newPage();
    await page.goto(this.place.pageAddress);
    await page.waitForFunction(() => 'page' in window);
    return page;
  }

  async startLibrary(page: Page): Promise<void> {
    valueOf(await page.evaluate((access) => window.page.start(access), this.place.access));
  }

  get group(): ProcessGroup {
    return new ProcessGroup(this.process.pid!);
  }

  async kill(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    process.kill(-this.process.pid!, 'SIGKILL');
    await ended;
    // Its children end a moment later, and hold the profile until then.
    await sleep(500);
  }
}

export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Stop(result.failure.message);
}

async function readPort(file: string): Promise<string> {
  for (;;) {
    try {
      const [port] = readFileSync(file, 'utf8').split('\n');
      if (port) return port;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    await sleep(50);
  }
}
