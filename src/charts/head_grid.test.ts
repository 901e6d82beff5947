import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { headGridMarks } from './head_grid.ts';
import type { Rect } from './marks.ts';

const box = { x: 10, y: 20, width: 560, height: 91 };
const grid = { layers: 3, heads: 4, chosen: { layer: null, head: null } };

test('every head has a cell in the box, as dark as its share', () => {
  fc.assert(
    fc.property(fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 }), (shares) => {
      const cells = headGridMarks({ ...grid, shares }, box) as Rect[];
      expect(cells).toHaveLength(12);
      for (const [at, { x, y, width, height, fill }] of cells.entries()) {
        expect(x).toBeGreaterThanOrEqual(box.x);
        expect(y).toBeGreaterThanOrEqual(box.y);
        expect(x + width).toBeLessThanOrEqual(box.x + box.width);
        expect(y + height).toBeLessThanOrEqual(box.y + box.height);
        expect(fill).toMatchObject({ share: shares[at] });
      }
    }),
    { seed: 1 },
  );
});

test('leaves out what is no number, and frames the chosen head', () => {
  const shares = Float32Array.from({ length: 12 }, (_, at) => (at === 5 ? NaN : 0.5));
  const marks = headGridMarks({ ...grid, shares, chosen: { layer: 1, head: 2 } }, box);
  expect(marks.filter(({ kind }) => kind === 'rect')).toHaveLength(11);
  expect(marks.at(-1)).toMatchObject({ kind: 'polyline' });
});
