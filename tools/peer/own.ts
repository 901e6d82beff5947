import { uniformProgram } from '../../src/vocabulary/program.ts';
import { Stop } from '../bootstrap/process.mjs';
import { withHeadlessPage } from '../lib/headless_page.ts';
import type { PeerOptions } from './options.ts';
import type { Measured } from './report.ts';

/** The fewest that its benchmark takes. */
const decodedTokens = 64;

/** Measures this engine's fused kernels on a GGUF file, by its own benchmark. */
export async function measureOwn(file: string, weights: string, options: PeerOptions): Promise<Measured> {
  const { contexts, prefill: prefills } = options;
  const request = { programs: [uniformProgram('fused')], contexts, prefills, tokens: decodedTokens };
  const { decode, prefill } = await withHeadlessPage(file, null, async (page, checkpoint) => {
    const result = await page.evaluate((job) => window.plumbline.bench(job), {
      checkpoint,
      weights: 'stored' as const,
      cache: 'f32' as const,
      request,
    });
    if (!result.ok) throw new Stop(result.failure.message);
    return result.value;
  });
  const setup = {
    runtime: 'plumbline' as const,
    weights,
    how: 'fused',
    dispatches: decode[0]!.dispatches,
    decode: decode.map(({ context, tokensPerSecond, p10 }) => ({
      context,
      ms: { median: 1000 / tokensPerSecond, p90: 1000 / p10 },
    })),
    prefill: prefill.map(({ tokens, ms }) => ({ tokens, ms: { median: ms } })),
  };
  return { setups: [setup], skipped: [] };
}
