import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitCode } from './code_parts.ts';

it('splits code at lines, and only a line that is too long in itself', () => {
  expect(splitCode('a\n'.repeat(120)).map(({ text }) => text.length)).toEqual([100, 100, 40]);
  expect(splitCode(`a\n${'b'.repeat(9000)}\nc`).map(({ text }) => text.length)).toEqual([2, 4000, 4000, 1002]);
  expect(splitCode('🙂'.repeat(3000)).every(({ text }) => !/[\uD800-\uDBFF]$/.test(text))).toBe(true);
  expect(splitCode('')).toEqual([]);
});

it('loses nothing, and changes only the last part of code that grows', () => {
  const pieces = fc.array(fc.constantFrom('a', '\n', '\r\n', '\t', '🙂', 'b\n'.repeat(30), 'c'.repeat(3000)), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(pieces, pieces, (before, more) => {
      const code = before.join('');
      const grown = code + more.join('');
      expect(
        splitCode(grown)
          .map(({ text }) => text)
          .join(''),
      ).toBe(grown);
      const settled = splitCode(code).slice(0, -1);
      expect(splitCode(grown).slice(0, settled.length)).toEqual(settled);
    }),
  );
});
