import type { Page } from 'playwright-core';
import { recordToken } from '../../src/findings/record.ts';
import type { Prompt, TraceReport } from '../../src/worker/api.ts';
import { Stop } from '../bootstrap/process.mjs';
import { circumstances, writePicture } from '../lib/picture.ts';
import { greedySettings } from '../../src/vocabulary/sampling_settings.ts';

/**
 * Writes the picture of the token statistics of a traced prompt's last token, as the page shares them. The traced model is
 * still loaded.
 *
 * @throws Stop with the engine's refusal.
 */
export async function writeTokenPicture(
  page: Page,
  model: string,
  prompt: Prompt,
  { tokens, program, faults, model: traced }: TraceReport,
  file: string,
): Promise<void> {
  const fault = faults[0] ?? null;
  // Attention statistics are taken in one layer per token, so all layers need as many tokens as there are layers.
  const from = Math.max(0, tokens.length - 1 - traced.config.layers);
  const watched = await page.evaluate((job) => window.plumbline.watch(job), { tokens, from, program, fault });
  if (!watched.ok) throw new Stop(watched.failure.message);
  const { adapter, figures, first } = watched.value;
  const seen = {
    model: watched.value.model,
    adapter,
    on: { tokens, sampling: greedySettings, fault },
    from,
    plot: { of: 'row', figure: 'rms', stage: 'mlp_residual' } as const,
    token: figures,
    others: [],
    first,
    odds: null,
  };
  const promptText = 'text' in prompt ? prompt.text : null;
  const about = { ...circumstances(page, model), weights: traced.weights.choice, cache: traced.cache.type, promptText };
  await writePicture(page, recordToken(seen, about, 'shown'), file);
}
