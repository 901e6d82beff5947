import type { Page } from 'playwright-core';
import { recordToken } from '../../src/findings/record.ts';
import type { TraceReport } from '../../src/worker/api.ts';
import { Stop } from '../bootstrap/process.mjs';
import { circumstances, writePicture } from '../lib/picture.ts';
import type { TraceOptions } from './options.ts';

/** As the headless page draws a continuation. */
const greedy = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };

/**
 * Writes the picture of what the last token of a traced prompt leaves in every layer: the same that the page shares of a token
 * that was watched. The model of the trace is still loaded.
 *
 * @throws Stop with what the engine refused.
 */
export async function writeTokenPicture(
  page: Page,
  { model, request }: TraceOptions,
  { tokens, program, faults, model: traced }: TraceReport,
  file: string,
): Promise<void> {
  const fault = faults[0] ?? null;
  // Attention is looked at in a few layers after each token: as many tokens as layers are enough to know all.
  const from = Math.max(0, tokens.length - 1 - traced.config.layers);
  const watched = await page.evaluate((job) => window.plumbline.watch(job), { tokens, from, program, fault });
  if (!watched.ok) throw new Stop(watched.failure.message);
  const { adapter, figures, first } = watched.value;
  const seen = {
    model: watched.value.model,
    adapter,
    on: { tokens, sampling: greedy, fault },
    from,
    plot: { of: 'row', figure: 'rms', stage: 'mlp_residual' } as const,
    token: figures,
    others: [],
    first,
  };
  const promptText = 'text' in request.prompt ? request.prompt.text : null;
  const about = { ...circumstances(page, model), weights: traced.weights.choice, promptText };
  await writePicture(page, recordToken(seen, about, 'shown'), file);
}
