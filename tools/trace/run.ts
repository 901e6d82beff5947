import type { TraceReport } from '../../src/worker/api.ts';
import { Stop } from '../bootstrap/process.mjs';
import { withHeadlessPage } from '../lib/headless_page.ts';
import type { TraceOptions } from './options.ts';
import type { TensorSpool } from './spool.ts';

/**
 * Traces a checkpoint folder in the built app's headless page.
 *
 * @throws Stop with what the engine refused, or why there is no browser.
 */
export function runTrace({ model, weights, request }: TraceOptions, spool: TensorSpool | null): Promise<TraceReport> {
  return withHeadlessPage(model, spool?.receive ?? null, async (page, checkpoint) => {
    const result = await page.evaluate((job) => window.plumbline.trace(job), { checkpoint, weights, request });
    if (!result.ok) throw new Stop(result.failure.message);
    return result.value;
  });
}
