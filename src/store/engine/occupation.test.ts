import { expect, test } from 'vitest';
import { timeLeft, type Occupation } from './occupation.ts';

const at = (done: number | null): Occupation => ({ job: 'diagnosis', doing: null, done, since: 1000 });

test.each([
  [0.25, 5000, 12_000],
  [1, 5000, 0],
  [0, 5000, null],
  [null, 5000, null],
  [0.5, 1100, null],
])('%s done at %i ms leaves %s ms', (done, now, left) => {
  expect(timeLeft(at(done), now)).toBe(left);
});
