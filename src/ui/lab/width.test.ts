import { expect, test } from 'vitest';
import { widthIn } from './width.ts';

test.each([
  [1440, null, false, 660],
  [1920, null, false, 760],
  [1920, null, true, 760],
  [1440, null, true, 448],
  [1000, null, false, 448],
  [1440, 520, false, 520],
  [1440, 1600, false, 1040],
  [1000, 352, false, 352],
])('in %i px, with %s chosen and a list: %s, the lab takes %i px', (window, chosen, list, width) => {
  expect(widthIn(window, chosen, list)).toBe(width);
});
