import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { root, Stop } from '../bootstrap/process.mjs';
import { createAppServer, listen } from '../serve/server.mjs';
import { launchChromium } from './browser.mjs';

const app = path.join(root, 'dist');

type Put = NonNullable<Parameters<typeof createAppServer>[0]['put']>;

/**
 * Runs `work` on the built app's headless page, with a checkpoint's folder served beside it. Then closes the browser and
 * the server.
 *
 * @param model A folder, or a GGUF file.
 * @param put answers the page's PUT requests.
 * @param work receives the page, the checkpoint's URL and the browser.
 * @throws Stop when the app is not built or there is no browser.
 */
export async function withHeadlessPage<T>(
  model: string,
  put: Put | null,
  work: (page: Page, checkpoint: string, browser: Browser) => Promise<T>,
): Promise<T> {
  if (!existsSync(path.join(app, 'headless.html'))) throw new Stop(`${app} has no headless.html: run npm run build.`);
  const isFile = statSync(model).isFile();
  const folder = isFile ? path.dirname(model) : model;
  // The engine takes the model's name from the URL.
  const served = `checkpoint/${encodeURIComponent(path.basename(folder) || 'model')}/`;
  const checkpoint = isFile ? served + encodeURIComponent(path.basename(model)) : served;
  const server = createAppServer({ folders: { '/': app, [`/${served}`]: folder }, links: true, ...(put && { put }) });
  const address = await listen(server, 0);
  try {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.goto(`${address}headless.html`);
      return await work(page, address + checkpoint, browser);
    } finally {
      await browser.close();
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
