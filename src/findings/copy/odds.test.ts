import { describe, expect, it } from 'vitest';
import type { AnsweredToken, AnswerOdds } from '../../worker/api.ts';
import { maxAnswer, recordedOdds } from '../format/odds.ts';
import { asMarkdown, entropyInWords, oddsHeadline, probability, tokenVerdict, verdict, visible } from './odds.ts';

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

describe('a token in words', () => {
  it('says what came and what was likelier', () => {
    expect(verdict(token(0.873))).toBe('␣a was the most likely token: 87.3%.');
    expect(verdict(token(0.04, 2))).toBe('␣a ranked 2 at 4.0%. The most likely was ⏎ at 50.0%.');
    expect(tokenVerdict({ ...token(0.9), id: null, own: null })).toBe(
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

  it('has its entropy, and what was left', () => {
    expect(entropyInWords(token(0.5))).toBe('1.5 nats, 0.25 after the cut-offs, which left 4 tokens');
  });
});

describe('a token of a finding', () => {
  const answer = (length: number) =>
    ({ tokens: [...Array.from({ length }, () => token(0.04, 2)), { ...token(1), id: null, own: null }] }) as AnswerOdds;
  const seen = (length: number, at: number) =>
    ({ odds: answer(length), other: answer(length), at, tint: 'difference' }) as const;

  it('has the answer, of which the place behind the last token is no part', () => {
    const recorded = recordedOdds(seen(3, 1), true);
    expect(recorded).toMatchObject({ name: ' a', own: { rank: 2 }, kept: 4, answer: { tint: 'difference', at: 1 } });
    expect(recorded.answer!.tokens).toEqual(
      Array.from({ length: 3 }, () => ({ text: ' a', probability: 0.04, other: 0.04, entropy: 1.5 })),
    );
    expect(oddsHeadline(recorded)).toBe('␣a ranked 2 at 4.0%. The most likely was ⏎ at 50.0%');
  });

  it('has what is around it in a long answer', () => {
    for (const [at, place] of [
      [0, 0],
      [700, 500],
      [1999, 999],
    ] as const) {
      const { tokens, at: found } = recordedOdds(seen(2000, at), true).answer!;
      expect([tokens.length, found]).toEqual([maxAnswer, place]);
    }
  });

  it('has figures alone where the conversation is not shared', () => {
    const recorded = recordedOdds(seen(3, 1), false);
    expect(recorded).toMatchObject({ name: null, likeliest: [], answer: null, own: { before: 0.04 } });
    expect(oddsHeadline(recorded)).toBe('The token ranked 2 at 4.0%');
    expect(oddsHeadline({ ...recorded, own: null })).toBe('The logit of the token is not finite');
  });
});
