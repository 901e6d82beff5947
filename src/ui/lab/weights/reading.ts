import type { GainScan } from '../../../worker/api.ts';
import { t } from '../../../strings/weights/t.ts';

/** The norms that people ask about first come first. */
export const norms = ['kNorm', 'qNorm', 'inputNorm', 'postNorm'] as const;
export type Norm = (typeof norms)[number];

/** A larger gain is called extreme: most are near 1. */
const extreme = 10;

/** exp overflows f32 above this. */
const expOverflows = 88.7;

/** Says what is extreme and whether it matters, the conclusion first. */
export function reading({ layers, final }: GainScan): { bad: boolean; headline: string; words: string[] } {
  const all = layers.flatMap((layer, index) => norms.map((norm) => ({ index, norm, ...layer[norm] })));
  const broken = all.filter(({ nonFinite }) => nonFinite > 0);
  if (broken.length > 0 || final.nonFinite > 0) {
    const [first] = broken;
    const where = first ? t('brokenIn', { norm: t(first.norm), layer: first.index }) : t('brokenFinal');
    return { bad: true, headline: t('broken'), words: [where] };
  }
  const large = all.filter(({ max }) => max > extreme).toSorted((a, b) => b.max - a.max);
  const score = Math.max(...layers.map(({ largestScore }) => largestScore));
  const scores =
    score > expOverflows
      ? t('scoresOverflow', { score: score.toFixed(0), limit: expOverflows })
      : t('scoresFine', { score: score.toFixed(1), limit: expOverflows });
  const [worst] = large;
  if (!worst) return { bad: false, headline: t('plain'), words: [scores] };
  const { norm, index: layer, max } = worst;
  const found = { count: large.length, limit: extreme, gain: max.toFixed(1), norm: t(norm), layer };
  return { bad: false, headline: t('extreme'), words: [t('large', found), t('harmless'), scores] };
}
