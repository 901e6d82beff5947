import { describe, expect, it } from 'vitest';
import { closeOpenMarks } from './close_marks.ts';

describe('closeOpenMarks', () => {
  it.each([
    ['whole text', 'a **b** `c` *d*', 'a **b** `c` *d*'],
    ['bold', 'a **b', 'a **b**'],
    ['bold with a trailing space', 'a **b ', 'a **b**'],
    ['bold, half closed', 'a **b*', 'a **b**'],
    ['bold, just opened', 'a **', 'a '],
    ['struck through', 'a ~~b', 'a ~~b~~'],
    ['emphasis', 'a *b c', 'a *b c*'],
    ['a product is none', '2 * 3', '2 * 3'],
    ['a list marker is none', '* item', '* item'],
    ['code', 'a `b *c', 'a `b *c`'],
    ['code, just opened', 'a `', 'a '],
    ['a link without its address', 'see [the do', 'see the do'],
    ['a link in its address', 'see [the docs](https://exa', 'see the docs'],
    ['an image in its address', 'see ![a cat](https://exa', 'see a cat'],
    ['a whole link', 'see [the docs](https://example.org)', 'see [the docs](https://example.org)'],
    ['a list about to begin, which would make a heading', 'Items:\n-', 'Items:\n'],
    ['a heading about to begin', '##', ''],
    ['a number about to begin', 'a\n1.', 'a\n'],
    ['a fence about to begin', 'a\n``', 'a\n'],
    ['an open fence is left alone', '```py\nx = a ** b * [c', '```py\nx = a ** b * [c'],
    ['a fence about to end', '```py\nx\n``', '```py\nx\n'],
    ['only the last line is touched', 'a * b\nc **d', 'a * b\nc **d**'],
  ])('%s', (_, growing, drawn) => {
    expect(closeOpenMarks(growing)).toBe(drawn);
  });
});
