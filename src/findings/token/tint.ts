/** How dark a token of an answer is tinted. */
import * as v from 'valibot';
import { t } from '../../strings/inspect/t.ts';

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
export function scaleEnds(tint: Exclude<Tint, 'none'>): [string, string] {
  const [none, full] = ends[tint];
  return [t(none), t(full)];
}

const ends = {
  probability: ['certain', 'rare'],
  entropy: ['zeroNats', 'threeNats'],
  difference: ['rounding', 'oneNat'],
} as const satisfies Record<Exclude<Tint, 'none'>, readonly [string, string]>;

/** What the tint of a recorded answer says. */
export function tintCaption(tint: Tint): string {
  if (tint === 'none') return t('theAnswer');
  const [none, full] = scaleEnds(tint);
  return t('theAnswerTinted', { tint: tintName(tint), none, full });
}

/** How a tint is named. */
export const tintName = (tint: Tint): string => t(tint);

/** What is not finite gets the full tint. */
function within(share: number): number {
  return Number.isNaN(share) ? 1 : Math.min(1, Math.max(0, share));
}
