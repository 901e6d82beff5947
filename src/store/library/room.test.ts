import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { KeptModel, LibraryState } from '../../library/contract.ts';
import { keptModel, shelf } from './fakes.ts';
import { freeBytes, toDelete } from './room.ts';

const state = (models: KeptModel[], usage: number | null, quota: number | null): LibraryState => ({
  ...shelf(...models),
  usage,
  quota,
});

it('takes off what downloads in progress will need, but not what is paused', () => {
  const coming = keptModel('coming', { state: 'downloading', bytes: 100, keptBytes: 40 });
  const paused = keptModel('paused', { state: 'paused', bytes: 100, keptBytes: 40 });
  expect(freeBytes(state([coming, paused], 300, 1000))).toBe(640);
  expect(freeBytes(state([coming], 1000, 1000))).toBe(0);
  expect(freeBytes(state([], null, null))).toBeNull();
});

it('offers the least recently used, as many as it takes and no more', () => {
  const models = [
    keptModel('used lately', { keptBytes: 900, usedAt: 30 }),
    keptModel('small and old', { keptBytes: 10, usedAt: 10 }),
    keptModel('never used', { keptBytes: 500, usedAt: null, addedAt: 20 }),
  ];
  const named = (missing: number) => toDelete(models, missing).map(({ id }) => id);
  expect(named(0)).toEqual([]);
  expect(named(10)).toEqual(['small and old']);
  expect(named(505)).toEqual(['small and old', 'never used']);
  // The small one would not help any more.
  expect(named(500)).toEqual(['never used']);
  expect(named(5000)).toHaveLength(3);
});

it('never offers a model without which the others are enough', () => {
  const sized = fc.record({ keptBytes: fc.nat(1000), usedAt: fc.nat(100) });
  fc.assert(
    fc.property(fc.array(sized, { maxLength: 12 }), fc.nat(6000), (some, missing) => {
      const models = some.map((change, index) => keptModel(`${index}`, change));
      const sum = (of: readonly KeptModel[]) => of.reduce((total, { keptBytes }) => total + keptBytes, 0);
      const chosen = toDelete(models, missing);
      expect(sum(chosen)).toBeGreaterThanOrEqual(Math.min(missing, sum(models)));
      if (sum(models) < missing) return;
      for (const { keptBytes } of chosen) expect(sum(chosen) - keptBytes).toBeLessThan(missing);
    }),
  );
});
