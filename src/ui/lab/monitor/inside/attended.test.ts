import { expect, it } from 'vitest';
import { uniformProgram } from '../../../../vocabulary/program.ts';
import type { AttentionReport } from '../../../../worker/api.ts';
import { headsOn, largestShares, sharesOf, tints } from './attended.ts';

// Two layers of two heads, three positions.
const report: AttentionReport = {
  position: 2,
  program: uniformProgram('fused'),
  set: 'fused',
  names: ['a', 'b', 'c'],
  layers: 2,
  heads: 2,
  shares: Float32Array.of(1, 0, 0, 0.5, 0.5, 0, 0.25, 0.25, 0.5, 0, 0, 1),
  gpuMs: null,
};

it('takes one head, all heads of a layer, one head of all layers, or the mean of all', () => {
  expect([...sharesOf(report, { layer: 1, head: 0 })]).toEqual([0.25, 0.25, 0.5]);
  expect([...sharesOf(report, { layer: 0, head: null })]).toEqual([0.75, 0.25, 0]);
  expect([...sharesOf(report, { layer: null, head: 1 })]).toEqual([0.25, 0.25, 0.5]);
  expect([...sharesOf(report, { layer: null, head: null })]).toEqual([0.4375, 0.1875, 0.375]);
});

it('says what every head puts on a position, and which positions have most', () => {
  expect([...headsOn(report, 2)]).toEqual([0, 0, 0.5, 1]);
  expect(largestShares(Float32Array.of(0.2, 0.5, 0.3), 2)).toEqual([1, 2]);
});

it('tints positions relative to the largest share but that of token 0', () => {
  expect([...tints(Float32Array.of(0.5, 0.25, 0.125))]).toEqual([1, 1, 0.5]);
  expect([...tints(Float32Array.of(1))]).toEqual([1]);
  expect([...tints(Float32Array.of(1, 0))]).toEqual([0, 0]);
});
