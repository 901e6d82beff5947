import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../result.ts';
import { putFinding, takeFinding } from './carry.ts';
import { anyFinding, anySpec, drawModules, onePixel } from './finding.fixture.ts';
import { permalink, readRun, runOf, writeRun } from './permalink.ts';
import { qrModules, runInPixels } from './qr.ts';
import { specOf } from './record.ts';

const runs = { numRuns: 200 };

test('200 random findings come out of a picture as they went in', async () => {
  await fc.assert(
    fc.asyncProperty(anyFinding, async (finding) => {
      expect(await takeFinding(await putFinding(onePixel, finding))).toEqual(finding);
    }),
    runs,
  );
});

test('a picture holds the finding that was put into it last', async () => {
  const [first, second] = fc.sample(anyFinding, { seed: 1, numRuns: 2 });
  expect(await takeFinding(await putFinding(await putFinding(onePixel, first!), second!))).toEqual(second);
  expect(await takeFinding(onePixel)).toBeNull();
});

test('200 random runs come out of a link as they went in', () => {
  fc.assert(
    fc.property(anySpec, (spec) => {
      const link = permalink(spec, 'https://example.org/plumbline/');
      expect(readRun(runOf(link)!)).toEqual(spec);
      expect(link).toMatch(/^https:\/\/example\.org\/plumbline\/#run=1[\w-]+$/);
    }),
    runs,
  );
});

test('a run that lost any one letter, or has another in its place, is refused', () => {
  const [spec] = fc.sample(anySpec, { seed: 3, numRuns: 1 });
  const run = writeRun(spec!);
  const whole = Array.from(run, (_, i) => i).slice(0, -1); // the last letter has bits that mean nothing
  for (const i of whole) {
    const other = run[i] === 'A' ? 'B' : 'A';
    expect(() => readRun(run.slice(0, i) + run.slice(i + 1))).toThrow(Refusal);
    expect(() => readRun(run.slice(0, i) + other + run.slice(i + 1))).toThrow(Refusal);
  }
});

test('the run of a finding survives its code, drawn three pixels a module', () => {
  for (const finding of fc.sample(anyFinding, { seed: 5, numRuns: 20 })) {
    const spec = { ...specOf(finding), source: { kind: 'bundled' as const } };
    const pixels = drawModules(qrModules(permalink(spec, 'http://localhost:4173/')), 3);
    expect(runInPixels(pixels)).toEqual(spec);
  }
});
