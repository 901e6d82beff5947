import { expect, it } from 'vitest';
import { asWritten } from './as_written.ts';

it.each([
  ['Hello', 'Hello'],
  ['    def f():\n        return 1', '    def f():\n        return 1'],
  ['\n  \n\t\n  a\n\n b \n\n', '  a\n\n b'],
  [' \n ', ''],
])('%j is sent as %j', (draft, sent) => {
  expect(asWritten(draft)).toBe(sent);
});
