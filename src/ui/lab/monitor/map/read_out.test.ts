import { expect, test } from 'vitest';
import { plainToken } from '../../../../findings/token/token.fixture.ts';
import { colourScale } from './colour_scale.ts';
import { axisName, readOut, tokenName } from './read_out.ts';

const token = { name: ' 85', figures: plainToken() };
const nameless = { name: null, figures: plainToken() };

test('a cell says its layer, the token’s text, its value, and the channel of the largest', () => {
  expect(readOut(token, { of: 'row', figure: 'rms', stage: 'q' }, 1)).toBe(
    'layer 1, ␣85 (7): RMS 1; largest 40 in channel 3',
  );
  expect(readOut(token, { of: 'row', figure: 'absmax', stage: 'q' }, 0)).toBe(
    'layer 0, ␣85 (7): largest 20 in channel 2',
  );
  expect(readOut(nameless, { of: 'attention', figure: 'entropy' }, 0)).toBe('layer 0, position 7: entropy 1');
});

test('a stage that the kernels leave out has no channel', () => {
  const figures = plainToken(({ rows }) => {
    rows.rms.fill(Number.NaN);
    rows.absmax.fill(Number.NaN);
  });
  expect(readOut({ name: 'a', figures }, { of: 'row', figure: 'rms', stage: 'attn' }, 0)).toBe('layer 0, a (7): RMS —');
});

test('a token without a known text is named by its position', () => {
  expect([tokenName(token), tokenName(nameless)]).toEqual(['␣85 (7)', 'position 7']);
  expect([axisName(token), axisName(nameless)]).toEqual(['␣85', '7']);
});

test('colours go over the values, or between chosen ends where something lies between them', () => {
  const ends = (low: number | null, high: number | null, axis: 'log' | 'linear' = 'log') => {
    const ticks = colourScale(axis, [2, 4, 8], { low, high })!.ticks;
    return [ticks[0], ticks.at(-1)];
  };
  expect(ends(null, null)).toEqual([2, 8]);
  expect(ends(1, null)).toEqual([1, 8]);
  expect(ends(3, 5)).toEqual([3, 5]);
  expect(ends(5, 3)).toEqual([2, 8]);
  expect(ends(0, null)).toEqual([2, 8]);
  expect(ends(0, null, 'linear')).toEqual([0, 8]);
  expect(colourScale('log', [Number.NaN, Infinity], { low: null, high: null })).toBeNull();
});
