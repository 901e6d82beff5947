import type { Tint } from '../../store/inspect/inspecting.ts';
import type { AnsweredToken, AnswerOdds } from '../../worker/api.ts';

/** How far apart two programs put a token: |ln(p / q)|; null where it is not known. */
export function difference(token: AnsweredToken, other: AnsweredToken | undefined): number | null {
  if (!token.own || !other?.own) return null;
  return Math.abs(Math.log(token.own.before / other.own.before));
}

/**
 * A probability of 1 in 1,000 and an entropy of 3 nats have the full tint, and so has a probability e times another. Rounding
 * explains 1e-5 between kernel sets: a median of 3e-6 on Qwen3-0.6B.
 */
const [rarest, widest, smallest] = [1e-3, 3, 1e-5];

/** From 0, no tint, to 1. Probabilities and differences go by their logarithm. */
export function shadeOf(tint: Tint, token: AnsweredToken, other: AnswerOdds | null, at: number): number {
  switch (tint) {
    case 'none':
      return 0;
    case 'probability':
      return token.own ? within(Math.log(token.own.before) / Math.log(rarest)) : 0;
    case 'entropy':
      return within(token.entropy.before / widest);
    case 'difference': {
      const apart = difference(token, other?.tokens[at]);
      return apart === null ? 0 : within(1 - Math.log(Math.max(apart, smallest)) / Math.log(smallest));
    }
  }
}

/** What no tint and the darkest one stand for, as keys of the strings of this view. */
export const scaleEnds = {
  probability: ['certain', 'rare'],
  entropy: ['zeroNats', 'threeNats'],
  difference: ['rounding', 'oneNat'],
} as const satisfies Record<Exclude<Tint, 'none'>, readonly [string, string]>;

/** What is not finite gets the full tint. */
function within(share: number): number {
  return Number.isNaN(share) ? 1 : Math.min(1, Math.max(0, share));
}
