/** How dark a token of an answer is tinted. */
import * as v from 'valibot';

/** By which figure tokens are tinted. */
export const tints = ['probability', 'entropy', 'difference', 'none'] as const;
export const tintSchema = v.picklist(tints);
export type Tint = v.InferOutput<typeof tintSchema>;

/** What a tint goes by, before temperature and cuts: probabilities by the kernels that ran and by others, and the entropy in nats. */
export interface TintedBy {
  /** Null where the logit is not finite. */
  probability: number | null;
  /** Null where it is not known. */
  other: number | null;
  entropy: number;
}

/** How far apart two programs put a token: |ln(p / q)|; null where it is not known. */
export function difference({ probability, other }: Pick<TintedBy, 'probability' | 'other'>): number | null {
  if (probability === null || other === null) return null;
  return Math.abs(Math.log(probability / other));
}

/**
 * A probability of 1 in 1,000 and an entropy of 3 nats have the full tint, and so has a probability e times another. Rounding
 * explains 1e-5 between kernel sets: a median of 3e-6 on Qwen3-0.6B.
 */
const [rarest, widest, smallest] = [1e-3, 3, 1e-5];

/** From 0, no tint, to 1. Probabilities and differences go by their logarithm. */
export function shadeOf(tint: Tint, token: TintedBy): number {
  switch (tint) {
    case 'none':
      return 0;
    case 'probability':
      return token.probability === null ? 0 : within(Math.log(token.probability) / Math.log(rarest));
    case 'entropy':
      return within(token.entropy / widest);
    case 'difference': {
      const apart = difference(token);
      return apart === null ? 0 : within(1 - Math.log(Math.max(apart, smallest)) / Math.log(smallest));
    }
  }
}

/** What no tint and the darkest one stand for. */
export const scaleEnds: Record<Exclude<Tint, 'none'>, [string, string]> = {
  probability: ['certain', '1 in 1,000'],
  entropy: ['0 nats', '3 nats'],
  difference: ['rounding', '1 nat'],
};

/** How a tint is named. */
export const tintTexts: Record<Tint, string> = {
  probability: 'by probability',
  entropy: 'by entropy',
  difference: 'by difference of kernels',
  none: 'no tint',
};

/** What is not finite gets the full tint. */
function within(share: number): number {
  return Number.isNaN(share) ? 1 : Math.min(1, Math.max(0, share));
}
