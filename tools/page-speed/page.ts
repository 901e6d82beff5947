import type { Page } from 'playwright-core';
import { evaluateIn, fakeScript, replaceWorker } from '../../e2e/page/fakes.ts';
import { serveApp, type Bundled } from '../../e2e/app_server.ts';
import { visitedBefore } from '../../e2e/pages/earlier_visit.ts';
import { launchChromium } from '../lib/browser.mjs';

/** Runs `work` on the built app with a fake engine, which computes nothing: what is measured is the page alone. */
export async function withApp<T>(bundled: Bundled, work: (page: Page, address: string) => Promise<T>): Promise<T> {
  const { address, close } = await serveApp(bundled);
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(20_000);
    await replaceWorker(page, 'engine', fakeScript('engine'), {});
    await replaceWorker(page, 'library', fakeScript('library'), {});
    await page.route('**/models/demo/config.json', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), max_position_embeddings: 4096 } });
    });
    await visitedBefore(page, { settings: { maxTokens: 1_000_000, listOpen: true } });
    await page.goto(address);
    await page.getByText('is ready.').waitFor({ state: 'attached' });
    return await work(page, address);
  } finally {
    await browser.close();
    close();
  }
}

/** The next answer, token by token. After the last one it waits to be stopped. */
export function script(page: Page, tokens: readonly string[]): Promise<unknown> {
  return evaluateIn(page, 'engine', `globalThis.fake.script = ${JSON.stringify(tokens)}`);
}
