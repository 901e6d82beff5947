import type { GainScan } from '../../../worker/api.ts';

/** The norms that people ask about first come first. */
export const norms = ['kNorm', 'qNorm', 'inputNorm', 'postNorm'] as const;
export type Norm = (typeof norms)[number];

export const normNames: Record<Norm, string> = {
  inputNorm: 'input',
  qNorm: 'Q',
  kNorm: 'K',
  postNorm: 'post-attention',
};

/** A larger gain is called extreme: most are near 1. */
const extreme = 10;

/** exp overflows f32 above this. */
const expOverflows = 88.7;

/** Says what is extreme and whether it matters, the conclusion first. */
export function reading({ layers, final }: GainScan): { bad: boolean; headline: string; words: string[] } {
  const all = layers.flatMap((layer, index) => norms.map((norm) => ({ index, norm, ...layer[norm] })));
  const broken = all.filter(({ nonFinite }) => nonFinite > 0);
  if (broken.length > 0 || final.nonFinite > 0) {
    const where = broken.length > 0 ? `${normNames[broken[0]!.norm]} norm of layer ${broken[0]!.index}` : 'final norm';
    return {
      bad: true,
      headline: 'Some gains are no numbers',
      words: [
        `The ${where} has gains that are NaN or infinite. Whatever they meet is lost: the file is damaged, load it again.`,
      ],
    };
  }
  const large = all.filter(({ max }) => max > extreme).toSorted((a, b) => b.max - a.max);
  const score = Math.max(...layers.map(({ largestScore }) => largestScore));
  const scores =
    score > expOverflows
      ? `Scores of attention may reach ${score.toFixed(0)}, beyond ${expOverflows}, where exp overflows: softmax has to subtract the largest first, as every kernel here does.`
      : `No score of attention can exceed ${score.toFixed(1)}, and exp overflows only beyond ${expOverflows}.`;
  const [worst] = large;
  if (!worst) return { bad: false, headline: 'Nothing is extreme', words: [scores] };
  return {
    bad: false,
    headline: 'Extreme gains, and nothing wrong',
    words: [
      `${large.length === 1 ? 'One norm has' : `${large.length} norms have`} gains above ${extreme}, the largest the ${normNames[worst.norm]} norm of layer ${worst.index}: ${worst.max.toFixed(1)}.`,
      'That alone does no harm: a gain multiplies a value and its rounding error alike, so nothing is less exact for it. Clamping it would change what the model says.',
      scores,
    ],
  };
}
