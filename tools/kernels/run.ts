import { existsSync } from 'node:fs';
import path from 'node:path';
import type { AdapterDescription } from '../../src/gpu/adapter.ts';
import { root, Stop } from '../bootstrap/process.mjs';
import { launchChromium } from '../lib/browser.mjs';
import { createAppServer, listen } from '../serve/server.mjs';
import type { RunChoice } from './engine/choice.ts';
import type { Report } from './engine/workbench.ts';

const built = path.join(root, 'build', 'workbench');

export interface Runs {
  adapter: AdapterDescription;
  browser: string;
  copyBandwidth: number;
  reports: Report[];
}

/**
 * Runs kernels in the built page, in a headless browser.
 *
 * @throws Stop when there is no browser or no adapter, or when a kernel does not take what was chosen.
 */
export async function runKernels(choices: readonly RunChoice[]): Promise<Runs> {
  if (!existsSync(path.join(built, 'headless.html'))) throw new Stop(`${built} is not built: run npm run build.`);
  const server = createAppServer({ folders: { '/': built } });
  const address = await listen(server, 0);
  try {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.goto(`${address}headless.html`);
      const opened = await page.evaluate(() => window.kernels.open());
      if (typeof opened === 'string') throw new Stop(opened);
      const reports: Report[] = [];
      for (const choice of choices) {
        const report = await page.evaluate((each) => window.kernels.run(each), choice);
        if (typeof report === 'string') throw new Stop(`${choice.name}: ${report}`);
        reports.push(report);
      }
      const copyBandwidth = await page.evaluate(() => window.kernels.bandwidth());
      return { adapter: opened, browser: browser.version(), copyBandwidth, reports };
    } finally {
      await browser.close();
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
