import { readKnownAnswers } from '../../src/lab/known/known_answers.ts';
import type { Prompt, TraceReport } from '../../src/worker/api.ts';
import { Stop } from '../bootstrap/process.mjs';
import { withHeadlessPage } from '../lib/headless_page.ts';
import { stopIfRefused } from '../lib/refusals.ts';
import { readTensorFile } from '../lib/safetensors_reader.ts';
import type { TraceOptions } from './options.ts';
import { writeTokenPicture } from './picture.ts';
import type { TensorSpool } from './spool.ts';

/**
 * Traces a checkpoint folder in the built app's headless page.
 *
 * @throws Stop with the engine's refusal, or when there is no browser.
 */
export async function runTrace(options: TraceOptions, spool: TensorSpool | null): Promise<TraceReport> {
  const { model, weights, cache, picture } = options;
  const request = { ...options.request, prompt: await promptOf(options.prompt) };
  return withHeadlessPage(model, spool?.receive ?? null, async (page, checkpoint) => {
    const result = await page.evaluate((job) => window.plumbline.trace(job), { checkpoint, weights, cache, request });
    if (!result.ok) throw new Stop(result.failure.message);
    if (picture !== null) await writeTokenPicture(page, model, request.prompt, result.value, picture);
    return result.value;
  });
}

async function promptOf(prompt: TraceOptions['prompt']): Promise<Prompt> {
  if (!('known' in prompt)) return prompt;
  const file = prompt.known;
  const { tokens } = await stopIfRefused(async () => readKnownAnswers(await readTensorFile(file), file));
  return { tokens: [...tokens] };
}
