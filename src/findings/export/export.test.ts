import { asCsv } from './csv.ts';
import { asJson } from './json.ts';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFinding } from '../format/finding.ts';
import { anyDiagnosis, plainFinding } from '../finding.fixture.ts';
import { anyKernel, kernelOf } from '../own_kernel/own_kernel.fixture.ts';
import { asMarkdown } from './markdown.ts';

test('JSON is read back as it was', () => {
  expect(readFinding(asJson(plainFinding), 'This file')).toEqual(plainFinding);
});

test('CSV has a row a stage, every cell a number or a name', () => {
  fc.assert(
    fc.property(anyDiagnosis, (finding) => {
      const rows = asCsv(finding).trimEnd().split('\r\n');
      expect(rows).toHaveLength(1 + finding.diagnosis.replay.length + finding.diagnosis.lockstep.length);
      // What begins otherwise, a spreadsheet may take for a formula.
      for (const row of rows)
        for (const cell of row.split(',')) expect(cell).toMatch(/^(-?[\d.]|[a-z0-9_]|-?Infinity|NaN|$)/);
    }),
    { numRuns: 50 },
  );
});

test('CSV of a kernel has a row a trial, a stage and a time', () => {
  fc.assert(
    fc.property(anyKernel, (finding) => {
      const { alone, replay, times } = finding.kernel;
      const rows = asCsv(finding).trimEnd().split('\r\n');
      expect(rows).toHaveLength(1 + alone.length + replay.length + times.length);
      for (const row of rows) {
        expect(row.split(',')).toHaveLength(11);
        for (const cell of row.split(',')) expect(cell).toMatch(/^(-?[\d.]|[a-z0-9_]|-?Infinity|NaN|$)/);
      }
    }),
    { numRuns: 50 },
  );
});

test('Markdown of a kernel has its text in a fence that the text cannot end, where it is shared', () => {
  const text = 'fn product_add() {} // ```\n';
  const shown = asMarkdown(kernelOf(0.5, { text }), 'http://localhost/#run=7');
  expect(shown).toMatch(/^\*\*Custom product\\_add is wrong\*\*\n\nAlone, on large values/);
  expect(shown).toContain('| large values (F32, inputs 189) | 7 | 0.5 | 1.0e-6 |');
  expect(shown).toContain('| mlp_residual | one token | 2 of 2 | 0.5 | 1.0e-7 |');
  expect(shown).toContain('\n````wgsl\nfn product_add() {} // ```\n````\n');
  expect(asMarkdown(kernelOf(0.5, { text: null }), 'http://localhost/#run=7')).not.toContain('```');
});

test('Markdown has no markup of a stranger', () => {
  const evil = '<img src=x onerror=alert(1)> [a](javascript:alert(1)) | `x`\n# head';
  const { diagnosis } = plainFinding;
  const finding = {
    ...plainFinding,
    diagnosis: {
      ...diagnosis,
      model: { ...diagnosis.model, name: evil },
      verdict: { ...diagnosis.verdict, text: evil },
    },
  };
  const text = asMarkdown(finding, 'http://localhost/#run=1');
  expect(text).toContain('\\<img src=x onerror=alert(1)\\> \\[a\\](javascript:alert(1)) \\| \\`x\\` \\# head');
  expect(text).not.toMatch(/(^|[^\\])</);
});
