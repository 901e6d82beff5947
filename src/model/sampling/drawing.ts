import type { Drawing } from '../../kernels/sample/sample.ts';
import type { SamplingSettings } from '../../vocabulary/sampling_settings.ts';

/** Beyond these f32 would overflow or flush; where they act, every token weighs alike or one weighs all. */
const [tiniest, largest] = [2 ** -126, 1e36];

/** `settings` as the kernels of the draw want them, for a vocabulary of `width`; `random` is still to come. */
export function drawingOf(settings: SamplingSettings, width: number): Drawing {
  const { temperature, topK, topP, minP, repetitionPenalty } = settings;
  return {
    random: 0,
    greedy: temperature === 0,
    topK: Math.min(topK, width),
    // 0 is off; what rounds to it or to 2^32 is the next share there is.
    topP: topP === 1 ? 0 : clamp(Math.round(topP * 2 ** 32), 1, 2 ** 32 - 1),
    penalty: clamp(repetitionPenalty, tiniest, largest),
    inversePenalty: clamp(1 / repetitionPenalty, tiniest, largest),
    // The kernel takes halves of logits, whose differences cannot overflow.
    steepness: clamp((2 * Math.LOG2E) / temperature, 0, largest),
    halving: clamp(Math.LN2 * temperature, 0, largest),
    // A token of less than (1 - topP) / width goes even if all were like it. Half of that is safe from any rounding.
    tailDepth: Math.min(Math.log2((2 * width) / (1 - topP)), largest),
    leastDepth: Math.min(-Math.log2(minP), largest),
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
