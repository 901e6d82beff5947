import { existsSync } from 'node:fs';
import path from 'node:path';
import type { TraceReport } from '../../src/worker/api.ts';
import { root, Stop } from '../bootstrap/process.mjs';
import { launchChromium } from '../lib/browser.mjs';
import { createAppServer, listen } from '../serve/server.mjs';
import type { TraceOptions } from './options.ts';
import type { TensorSpool } from './spool.ts';

const app = path.join(root, 'dist');

/**
 * Traces a checkpoint folder in the built app's headless page.
 *
 * @throws Stop with what the engine refused, or why there is no browser.
 */
export async function runTrace({ model, request }: TraceOptions, spool: TensorSpool | null): Promise<TraceReport> {
  if (!existsSync(path.join(app, 'headless.html'))) throw new Stop(`${app} has no headless.html: run npm run build.`);
  // The engine takes the model's name from the address.
  const checkpoint = `checkpoint/${encodeURIComponent(path.basename(model) || 'model')}/`;
  const server = createAppServer({
    folders: { '/': app, [`/${checkpoint}`]: model },
    ...(spool && { put: spool.receive }),
  });
  const address = await listen(server, 0);
  try {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.goto(`${address}headless.html`);
      const result = await page.evaluate((job) => window.plumbline.trace(job), {
        checkpoint: address + checkpoint,
        request,
      });
      if (!result.ok) throw new Stop(result.failure.message);
      return result.value;
    } finally {
      await browser.close();
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
