import type { CacheKind, Job, Measurement } from '../job.ts';
import { Decoder, type Conversation } from './decoder.ts';
import { countDispatches } from './dispatches.ts';
import { shape } from './model/shape.ts';
import { timeRuns } from './spread.ts';
import { placeholderPrompt } from '../../../src/vocabulary/placeholder_prompt.ts';

/** On a fast GPU the warm-up takes half a second, which is long enough to raise its clocks. */
const decodeRuns = { warmUp: 48, timed: 64 };
const prefillRuns = { warmUp: 12, timed: 10 };

/** One more than the runs: the dispatches of the last token are counted. */
const decodedTokens = decodeRuns.warmUp + decodeRuns.timed + 1;

export async function measure({ model, activations, contexts, prefill }: Job): Promise<Measurement[]> {
  const capacity = Math.max(...prefill, ...contexts.map((context) => context + decodedTokens));
  const decoder = await Decoder.create(model, activations, capacity);
  const measurements: Measurement[] = [];
  for (const cache of ['growing', 'shared'] as const) {
    measurements.push(await measureWith(decoder, cache, { contexts, prefill }));
  }
  await decoder.release();
  return measurements;
}

async function measureWith(
  decoder: Decoder,
  cache: CacheKind,
  { contexts, prefill }: Pick<Job, 'contexts' | 'prefill'>,
): Promise<Measurement> {
  const measurement: Measurement = { cache, dispatches: 0, decode: [], prefill: [] };
  for (const tokens of prefill) {
    const ms = await timeRuns(() => converse(decoder, cache, (talk) => talk.run(prompt(tokens))), prefillRuns);
    measurement.prefill.push({ tokens, ms });
  }
  for (const context of contexts) {
    await converse(decoder, cache, async (talk) => {
      let next = await talk.run(prompt(context));
      const step = async () => {
        next = await talk.run(BigInt64Array.of(next));
      };
      measurement.decode.push({ context, ms: await timeRuns(step, decodeRuns) });
      measurement.dispatches = await countDispatches(step);
    });
  }
  return measurement;
}

async function converse<T>(decoder: Decoder, cache: CacheKind, talk: (on: Conversation) => Promise<T>): Promise<T> {
  const conversation = decoder.start(cache);
  const result = await talk(conversation);
  conversation.end();
  return result;
}

/** As {@link placeholderPrompt}, in the type that the peer takes. */
function prompt(count: number): BigInt64Array {
  return BigInt64Array.from(placeholderPrompt(count, shape.vocabSize), BigInt);
}
