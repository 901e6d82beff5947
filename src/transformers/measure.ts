import { sample } from '../model/sampling/sampler.ts';
import { refuse } from '../result.ts';
import { placeholderPrompt } from '../vocabulary/placeholder_prompt.ts';
import { greedySettings } from '../vocabulary/sampling_settings.ts';
import type { Measured, MeasureRequest } from './contract.ts';
import type { Decoder } from './decoder.ts';

/** Speed is the median over windows of this many tokens, as in the engine's benchmark. */
const window = 16;

/** Decodes and reads prompts of no meaning. Refuses with `stopped`. */
export async function measure(
  decoder: Decoder,
  vocabSize: number,
  { contexts, prefills, tokens }: MeasureRequest,
): Promise<Measured> {
  const read = async (count: number) => {
    await decoder.restart();
    return running(await decoder.run(placeholderPrompt(count, vocabSize)));
  };
  // Shaders are compiled, and buffers made, in the first runs.
  const [first] = [...contexts, ...prefills];
  if (first !== undefined) await read(first);
  const measured: Measured = { decode: [], prefill: [] };
  for (const tokens of prefills) measured.prefill.push({ tokens, ms: await timed(() => read(tokens)) });
  for (const context of contexts) {
    let logits = await read(context);
    const ids = placeholderPrompt(context, vocabSize);
    const perSecond: number[] = [];
    for (let done = 0; done + window <= tokens; done += window) {
      const ms = await timed(async () => {
        for (let n = 0; n < window; n += 1) {
          ids.push(sample(logits, greedySettings, ids, 0));
          logits = running(await decoder.run(ids));
        }
      });
      perSecond.push((1000 * window) / ms);
    }
    const sorted = perSecond.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!;
    measured.decode.push({ context, tokensPerSecond: at(0.5), p10: at(0.1) });
  }
  return measured;
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

function running(logits: Float32Array | null): Float32Array {
  return logits ?? refuse('stopped', 'The benchmark was stopped.');
}
