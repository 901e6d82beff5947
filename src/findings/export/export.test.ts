import { asCsv } from './csv.ts';
import { asJson } from './json.ts';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFinding } from '../format/finding.ts';
import { anyDiagnosis, plainFinding } from '../finding.fixture.ts';
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
