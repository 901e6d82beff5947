import { describe, expect, it } from 'vitest';
import { uniformProgram } from '../../../vocabulary/program.ts';
import type { BatchedRow, BatchInvarianceReport, KnownReport } from '../../../worker/api.ts';
import { batchesInWords, dependsOnBatch, knownInWords } from './words.ts';

const known: KnownReport = {
  name: 'file',
  source: null,
  program: uniformProgram('fused'),
  set: 'fused',
  tokens: 2,
  tolerances: { stage: 2e-5, mean: 1e-2 },
  positions: [],
  stages: [],
  absent: [],
  unknown: [],
  generated: null,
  bad: false,
};

describe('the verdict on known answers', () => {
  it('says how close they are', () => {
    const stages = [
      { name: 'logits', error: 3e-7, bad: false },
      { name: 'embed', error: 0, bad: false },
    ];
    expect(knownInWords({ ...known, stages })).toBe('Matches the known answers, within 3.0e-7.');
    expect(knownInWords(known)).toBe('Matches the known answers, to the published precision.');
  });

  it('names what differs, the first few', () => {
    const stages = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, error: 1, bad: true }));
    expect(knownInWords({ ...known, bad: true, stages: stages.slice(0, 1) })).toBe(
      'Differs from the known answers: a.',
    );
    expect(knownInWords({ ...known, bad: true, stages })).toBe('Differs from the known answers: a, b, c and 2 more.');
    const positions = [{ position: 0, id: 1, name: 'x', logits: null, mean: { known: 1, here: 2 }, bad: true }];
    expect(knownInWords({ ...known, bad: true, positions })).toBe('Differs from the known answers: a position.');
  });
});

const row = (among: number, values: number): BatchedRow => ({
  among,
  shape: among === 1 ? 'one' : 'many',
  kernels: ['a'],
  layers: values,
  values,
  of: 10,
  error: values * 1e-7,
});

const report = (fused: readonly BatchedRow[], reference = [row(1, 0), row(2, 0)]): BatchInvarianceReport => ({
  program: uniformProgram('fused'),
  among: [1, 2, 24],
  stages: [
    { set: 'reference', steps: ['qkv'], stage: 'q', layers: 1, rows: reference },
    ...(fused.length > 0
      ? [{ set: 'fused' as const, steps: ['qkv' as const], stage: 'q', layers: 1, rows: [...fused] }]
      : []),
  ],
});

describe('what was found of batches', () => {
  it('keeps kernels for one row apart', () => {
    expect(batchesInWords(report([row(1, 2), row(2, 0)]))).toEqual([
      'Reference kernels: a row has identical bits alone and in batches.',
      'Fused kernels for many rows: identical bits in batches of 2 to 24.',
      'Fused kernels for one row are other kernels: they differ by up to 2.0e-7.',
    ]);
    expect(dependsOnBatch(report([row(1, 0), row(2, 0)]))).toBe(false);
  });

  it('says where a row depends on its batch', () => {
    expect(batchesInWords(report([row(1, 0), row(2, 3)]))[1]).toContain('depends on its batch, by up to 3.0e-7');
    expect(batchesInWords(report([], [row(1, 1), row(2, 0)]))).toEqual([
      'Reference kernels: a row depends on its batch, by up to 1.0e-7.',
    ]);
  });
});
