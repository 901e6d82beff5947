import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { promptRoom, trim, type Turns } from './trimming.ts';

/** Turns of the given lengths in tokens, the newest question last. */
function turnsOf(lengths: readonly number[], rest: Omit<Turns, 'count' | 'tokens'>): Turns {
  const tokens = async (first: number) => lengths.slice(first).reduce((sum, length) => sum + length, 0);
  return { count: lengths.length, tokens, ...rest };
}

const conversations = fc
  .record({
    lengths: fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 40 }),
    context: fc.integer({ min: 16, max: 4096 }),
    maxTokens: fc.integer({ min: 1, max: 4096 }),
    before: fc.nat(),
  })
  .map(({ before, ...rest }) => ({ ...rest, before: before % rest.lengths.length }));

const sum = (lengths: readonly number[]) => lengths.reduce((total, length) => total + length, 0);

test('whatever is left out, the newest question stays, and what is seen is what was counted', async () => {
  await fc.assert(
    fc.asyncProperty(conversations, async ({ lengths, ...rest }) => {
      const { first, tokens, fits } = await trim(turnsOf(lengths, rest));
      const newest = lengths.length - 1;
      expect(first).toBeGreaterThanOrEqual(0);
      expect(first).toBeLessThanOrEqual(newest);
      expect(tokens).toBe(sum(lengths.slice(first)));
      // Only a newest question that is too long by itself does not fit.
      expect(fits).toBe(first < newest || lengths[newest]! < rest.context);
    }),
  );
});

test('nothing is left out that fits, and what was left out stays out only while it does not fit', async () => {
  await fc.assert(
    fc.asyncProperty(conversations, async ({ lengths, ...rest }) => {
      const { first } = await trim(turnsOf(lengths, rest));
      const room = promptRoom(rest);
      const allFit = sum(lengths) <= room;
      const asBefore = sum(lengths.slice(rest.before)) <= room;
      const least = allFit ? 0 : asBefore ? rest.before : Math.min(rest.before + 1, lengths.length - 1);
      expect(first).toBeGreaterThanOrEqual(least);
      expect(first).toBeLessThanOrEqual(allFit || asBefore ? least : lengths.length - 1);
    }),
  );
});

test('once turns are left out, half of the context is free, and no turn more than that takes', async () => {
  await fc.assert(
    fc.asyncProperty(conversations, async ({ lengths, ...rest }) => {
      const { first, tokens } = await trim(turnsOf(lengths, rest));
      const half = rest.context / 2;
      const kept = first <= rest.before || first === lengths.length - 1 || tokens <= half;
      // Turns up to the one that began the prompt before are left out anyway.
      const needed = first <= rest.before + 1 || tokens + lengths[first - 1]! > half;
      expect({ kept, needed }).toEqual({ kept: true, needed: true });
    }),
  );
});

test('a conversation that goes on is not cut again at every turn', async () => {
  const context = 1000;
  const lengths: number[] = [];
  const cuts: number[] = [];
  let before = 0;
  for (let turn = 0; turn < 40; turn++) {
    lengths.push(60);
    const { first } = await trim(turnsOf(lengths, { before, context, maxTokens: 100 }));
    if (first !== before) cuts.push(turn);
    before = first;
  }
  // 15 turns fit beside an answer, 8 are kept.
  expect(cuts).toEqual([15, 23, 31, 39]);
});

describe('counting takes time', () => {
  it('is done once where everything fits, and a few times where it does not', async () => {
    const counted = async (turns: number, context: number) => {
      let times = 0;
      const lengths = Array.from({ length: turns }, () => 10);
      const { tokens, ...rest } = turnsOf(lengths, { before: 0, context, maxTokens: 10 });
      await trim({
        ...rest,
        tokens(first) {
          times += 1;
          return tokens(first);
        },
      });
      return times;
    };
    expect(await counted(50, 4096)).toBe(1);
    expect(await counted(1000, 4096)).toBeLessThanOrEqual(12);
  });
});
