import { expect, it } from 'vitest';
import { contextChoices, defaultContext } from './context.ts';

it.each([
  [40960, 4096, [512, 1024, 2048, 4096, 8192, 16384, 32768, 40960]],
  [4096, 4096, [512, 1024, 2048, 4096]],
  [512, 512, [512]],
  [300, 300, [300]],
])('offers contexts for %i positions', (maxPositions, usual, choices) => {
  expect(defaultContext(maxPositions)).toBe(usual);
  expect(contextChoices(maxPositions)).toEqual(choices);
});
