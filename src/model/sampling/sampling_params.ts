import type { SamplingParams } from '../../kernels/sample/sample.ts';
import type { SamplingSettings } from '../../vocabulary/sampling_settings.ts';

/** Beyond these f32 would overflow or flush to 0. Where they act, all tokens weigh the same or one outweighs all. */
const [tiniest, largest] = [2 ** -126, 1e36];

/** `settings` as the sampling kernels take them, for a vocabulary of `width`; `random` follows with every token. */
export function samplingParams(settings: SamplingSettings, width: number): SamplingParams {
  const { temperature, topK, topP, minP, repetitionPenalty } = settings;
  return {
    random: 0,
    greedy: temperature === 0,
    topK: Math.min(topK, width),
    // 0 is off, so a share that would round to 0 or to 2^32 becomes its nearest neighbour.
    topP: topP === 1 ? 0 : clamp(Math.round(topP * 2 ** 32), 1, 2 ** 32 - 1),
    penalty: clamp(repetitionPenalty, tiniest, largest),
    inversePenalty: clamp(1 / repetitionPenalty, tiniest, largest),
    // The kernel halves logits, so that their differences cannot overflow.
    steepness: clamp((2 * Math.LOG2E) / temperature, 0, largest),
    halving: clamp(Math.LN2 * temperature, 0, largest),
    // A token below (1 - topP) / width is cut even if all tokens were like it. Half of that is safe from any rounding.
    tailDepth: Math.min(Math.log2((2 * width) / (1 - topP)), largest),
    maxDepth: Math.min(-Math.log2(minP), largest),
  };
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
