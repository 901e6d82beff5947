import { asCsv } from '../export/csv.ts';
import { benchAnswer } from '../copy/bench.ts';
import { expect, test } from 'vitest';
import { pictureName } from '../picture/make.ts';
import { asMarkdown } from '../export/markdown.ts';
import { benchOf } from './bench.fixture.ts';
import { compareBenches } from './compare.ts';
import { ratesOf } from './series.ts';
import { benchHeadline } from '../copy/bench.ts';

const { bench } = benchOf(40);

test('the headline says how fast the fastest program is, and how many times the reference', () => {
  expect(benchHeadline(bench)).toBe('Fused: 800 tokens/s at context 128, 40× the reference');
  expect(benchHeadline(benchOf(0.25).bench)).toBe('Reference: 20.0 tokens/s at context 128, 4× fused');
  const { request, report } = bench;
  const [fused] = request.programs;
  const alone = { ...report, decode: report.decode.slice(0, 2), prefill: report.prefill.slice(0, 2) };
  expect(benchHeadline({ request: { ...request, programs: [fused!] }, report: alone })).toBe(
    'Fused: 800 tokens/s at context 128',
  );
});

test('a file is named after the model, the result and the date', () => {
  const finding = { ...benchOf(40), made: { app: '1', browser: 'b', date: '2026-11-24T15:50:00.000Z' } };
  finding.bench.report.model = { ...finding.bench.report.model, name: 'demo' };
  expect(pictureName(finding)).toBe('plumbline_demo_fused-800-a-second-at-128_2026-11-24.png');
});

test('programs of one name are numbered', () => {
  const [fused, reference] = bench.request.programs;
  const mixed = { ...fused!, qkv: reference!.qkv };
  const rows = bench.report.decode.map((row, i) => (i < 2 ? row : { ...row, program: 'mixed' as const }));
  const both = {
    request: { ...bench.request, programs: [mixed, { ...fused!, down: reference!.down }] },
    report: { ...bench.report, decode: rows.map((row) => ({ ...row, program: 'mixed' as const })) },
  };
  expect(ratesOf(both, 'decode')[0]!.map(({ program }) => program)).toEqual(['mixed 1', 'mixed 2']);
  // Another mixture is another program, whatever its name.
  expect(compareBenches(bench, both)).toEqual([]);
});

test('two machines are compared by ratios', () => {
  const here = benchOf(10, 'here').bench;
  const rates = compareBenches(bench, here);
  expect(rates.map(({ work, program, length, recorded, here }) => [work, program, length, here / recorded])).toEqual([
    ['decode', 'fused', 128, 0.25],
    ['decode', 'reference', 128, 1],
    ['decode', 'fused', 1024, 0.25],
    ['decode', 'reference', 1024, 1],
    ['prefill', 'fused', 128, 0.25],
    ['prefill', 'reference', 128, 1],
    ['prefill', 'fused', 1024, 0.25],
    ['prefill', 'reference', 1024, 1],
  ]);
  expect(benchAnswer(bench, here, 'here')).toBe(
    'Fused decodes 200 tokens/s at context 128 on here: 0.25× the recorded rate. It is 10× as fast as the reference here, 40× in the recording.',
  );
});

test('rows that the other does not have are left out', () => {
  const here = benchOf(10).bench;
  const shorter = {
    request: { ...here.request, contexts: [1024] },
    report: { ...here.report, decode: here.report.decode.filter(({ context }) => context === 1024) },
  };
  const decoded = compareBenches(bench, shorter).filter(({ work }) => work === 'decode');
  expect(decoded.map(({ length }) => length)).toEqual([1024, 1024]);
});

test('tables have every row', () => {
  const finding = benchOf(40);
  const rows = asCsv(finding).trimEnd().split('\r\n');
  expect(rows).toHaveLength(1 + 4 + 4 + 1);
  expect(rows[1]).toBe('decode,fused,,128,800,1.25,,1000,0.5');
  for (const row of rows) expect(row.split(',')).toHaveLength(9);
  expect(asMarkdown(finding, 'http://localhost/#run=2')).toContain('| fused | decode | 1,024 | 100 | 10.0 | 50.0% |');
});
