import { expect, test } from 'vitest';
import { heat, multiple } from './noise_floors.ts';

test('multiples are short, and heat grows with their digits', () => {
  expect([0, 0.94, 9.94, 9.96, 999, 1e6, 5e34, Infinity].map(multiple)).toEqual([
    '0.0',
    '0.9',
    '9.9',
    '10',
    '999',
    '1e6',
    '1e34',
    '∞',
  ]);
  expect([0.5, 1, 1000, 1e9, Infinity].map(heat)).toEqual([0, 0, 0.5, 1, 1]);
});
