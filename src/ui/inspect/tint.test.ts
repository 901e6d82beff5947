import { describe, expect, it } from 'vitest';
import type { AnsweredToken, AnswerOdds } from '../../worker/api.ts';
import { difference, shadeOf } from './tint.ts';
import { asMarkdown, probability, verdict, visible } from './words.ts';

function token(before: number, rank = 1): AnsweredToken {
  const likely = (name: string, id: number, share: number) => ({
    id,
    name,
    ends: false,
    forbidden: false,
    logit: 3,
    before: share,
    after: 0,
  });
  return {
    id: 1,
    name: ' a',
    text: ' a',
    own: { logit: 3, before, after: 0.5, rank },
    likeliest: rank === 1 ? [likely(' a', 1, before)] : [likely('\n', 2, 0.5), likely(' a', 1, before)],
    entropy: { before: 1.5, after: 0.25 },
    kept: 4,
  };
}
const of = (...tokens: AnsweredToken[]) => ({ tokens }) as AnswerOdds;

describe('the tint of a token', () => {
  it('grows as its probability falls by orders of magnitude, and ends at 1 in 1,000', () => {
    expect([1, 0.1, 0.001, 0].map((share) => shadeOf('probability', token(share), null, 0))).toEqual([
      expect.closeTo(0),
      expect.closeTo(1 / 3),
      expect.closeTo(1),
      1,
    ]);
  });

  it('is by entropy, by how far another program puts it, or none', () => {
    expect(shadeOf('entropy', token(0.5), null, 0)).toBe(0.5);
    expect(shadeOf('none', token(0.5), null, 0)).toBe(0);
    expect(difference(token(0.5), token(0.25))).toBeCloseTo(Math.LN2);
    expect(shadeOf('difference', token(0.5), of(token(0.5)), 0)).toBe(0);
    expect(shadeOf('difference', token(0.5), of(token(0.5 * Math.E ** 0.001)), 0)).toBeCloseTo(2 / 5);
    expect(shadeOf('difference', token(0.5), of(token(0.5 / Math.E)), 0)).toBeCloseTo(1);
    expect(shadeOf('difference', token(0.5), null, 0)).toBe(0);
    expect(shadeOf('difference', { ...token(0.5), own: null }, of(token(0.5)), 0)).toBe(0);
  });

  it('is full where a figure is not finite', () => {
    expect(shadeOf('probability', token(Number.NaN), null, 0)).toBe(1);
  });
});

describe('a token in words', () => {
  it('says what came and what was likelier', () => {
    expect(verdict(token(0.873))).toBe('␣a was the most likely token: 87.3%.');
    expect(verdict(token(0.04, 2))).toBe('␣a ranked 2 at 4.0%. The most likely was ⏎ at 50.0%.');
    expect(verdict({ ...token(0.9), id: null, own: null })).toBe(
      'After the last token, ␣a was the most likely: 90.0%.',
    );
    expect(verdict({ ...token(0.9), own: null })).toMatch(/^The logit of ␣a is not finite/);
    expect(verdict({ ...token(0.9), own: null, likeliest: [] })).toMatch(/^No logit here is finite/);
  });

  it('shows spaces, and probabilities of any size', () => {
    expect(visible(' a\n\t')).toBe('␣a⏎⇥');
    expect([0.5, 0.0042, 0, 3.14e-7].map(probability)).toEqual(['50.0%', '0.42%', '0.00%', '3.1e-7']);
  });

  it('is copied as Markdown', () => {
    expect(asMarkdown(token(0.5))).toContain('| `␣a` | 1 | 3 | 0.5 | 0 |');
  });
});
