import type { TraceReport } from '../../src/worker/api.ts';
import { Stop } from '../bootstrap/process.mjs';
import { withHeadlessPage } from '../lib/headless_page.ts';
import type { TraceOptions } from './options.ts';
import { writeTokenPicture } from './picture.ts';
import type { TensorSpool } from './spool.ts';

/**
 * Traces a checkpoint folder in the built app's headless page.
 *
 * @throws Stop with the engine's refusal, or when there is no browser.
 */
export function runTrace(options: TraceOptions, spool: TensorSpool | null): Promise<TraceReport> {
  const { model, weights, request, picture } = options;
  return withHeadlessPage(model, spool?.receive ?? null, async (page, checkpoint) => {
    const result = await page.evaluate((job) => window.plumbline.trace(job), { checkpoint, weights, request });
    if (!result.ok) throw new Stop(result.failure.message);
    if (picture !== null) await writeTokenPicture(page, options, result.value, picture);
    return result.value;
  });
}
