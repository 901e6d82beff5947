import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../result.ts';
import { anyBench, anyBenchSpec } from './bench/bench.fixture.ts';
import { putFinding, takeFinding } from './container/carry.ts';
import { runInCode } from './open/run_in_code.ts';
import { checkFinding, writeFinding, type DiagnosisFinding, type Finding } from './format/finding.ts';
import { anyDiagnosis, anyDiagnosisSpec, drawModules, onePixel, plainFinding } from './finding.fixture.ts';
import { anyToken, anyTokenSpec, plainToken, tokenFindingOf } from './token/token.fixture.ts';
import { anyKernel, anyKernelSpec, kernelOf } from './own_kernel/own_kernel.fixture.ts';
import { linkedSpec, withoutText } from './own_kernel/shared_text.ts';
import { permalink, readRun, runOf, writeRun } from './link/permalink.ts';
import { qrModules, textInPixels } from './container/qr.ts';
import { specOf } from './record.ts';
import type { KernelSpec, RunSpec } from './format/spec.ts';
import { speak } from '../strings/catalogue.ts';
import { verdictText } from './copy/diagnosis.ts';

const runs = { numRuns: 200 };

/** A run as links had it before caches had a choice. */
const oldLink = '1idZ7WYj5WRLEICn20ywfbCZDgHE8PwEgG8bFY8d8A7YDdG95_wMAAAAAB7-5';

const findings: [string, fc.Arbitrary<Finding>][] = [
  ['diagnoses', anyDiagnosis],
  ['benchmarks', anyBench],
  ['tokens', anyToken],
  ['kernels', anyKernel],
];
const specs: [string, fc.Arbitrary<RunSpec>][] = [
  ['diagnoses', anyDiagnosisSpec],
  ['benchmarks', anyBenchSpec],
  ['tokens', anyTokenSpec],
  ['kernels', anyKernelSpec],
];

test.each(findings)('200 random %s come out of a picture as they went in', async (_, any) => {
  await fc.assert(
    fc.asyncProperty(any, async (finding) => {
      expect(await takeFinding(await putFinding(onePixel, finding))).toEqual(finding);
    }),
    runs,
  );
});

test('a picture holds the finding that was put into it last', async () => {
  const [first, second] = fc.sample(anyDiagnosis, { seed: 1, numRuns: 2 });
  expect(await takeFinding(await putFinding(await putFinding(onePixel, first!), second!))).toEqual(second);
  expect(await takeFinding(onePixel)).toBeNull();
});

test('a diagnosis of version 1, which had no kind, or 2, which had no single logits, is read as one of today', () => {
  const { kind, ...rest } = plainFinding;
  expect(kind).toBe('diagnosis');
  const { topLogits: _, timings: __, reference: ___, alone: ____, ...diagnosis } = rest.diagnosis;
  const first = { ...rest, diagnosis, version: 1 };
  const today = {
    ...plainFinding,
    diagnosis: { ...rest.diagnosis, topLogits: [], alone: [], reference: null, timings: null },
  };
  for (const old of [first, { ...first, version: 2, kind }]) {
    expect(checkFinding(JSON.parse(writeFinding(old as never)), 'This picture')).toEqual(today);
  }
});

test('a verdict of version 4, which was in English alone, is read, and says the same in every language', async () => {
  const { verdict, ...diagnosis } = plainFinding.diagnosis;
  const sentences = [{ about: 'what', text: 'The fused kernel of qkv in layer 1 is wrong.' }];
  const old = { ...plainFinding, version: 4, diagnosis: { ...diagnosis, verdict: { ...verdict, sentences } } };
  const read = checkFinding(JSON.parse(writeFinding(old as never)), 'This picture') as DiagnosisFinding;
  expect(read.diagnosis.verdict.sentences).toEqual([{ ...sentences[0], messages: [] }]);
  await speak('zh-Hans');
  expect(verdictText(read.diagnosis.verdict)).toBe(sentences[0]!.text);
  await speak('en');
});

test('a token of version 4, which had no odds, is read as one of today', () => {
  const today = tokenFindingOf(plainToken());
  const { odds, ...live } = today.live;
  expect(odds).toBeNull();
  expect(checkFinding(JSON.parse(writeFinding({ ...today, version: 4, live } as never)), 'This picture')).toEqual(
    today,
  );
});

test('findings of version 5 had every cache in f32', () => {
  const { cache: _, ...old } = plainFinding;
  expect(checkFinding(JSON.parse(writeFinding({ ...old, version: 5 } as never)), 'This picture')).toEqual(plainFinding);
  const [today] = fc.sample(anyBench, { seed: 1, numRuns: 1 });
  const { cache: __, ...model } = today!.bench.report.model;
  const bench = { ...today!.bench, report: { ...today!.bench.report, model } };
  const read = checkFinding(JSON.parse(writeFinding({ ...today!, version: 5, bench } as never)), 'This picture');
  expect(specOf(read).cache).toBe('f32');
});

test('findings of version 6 are read as they are, and had no kernels of a person’s own', () => {
  expect(checkFinding(JSON.parse(writeFinding({ ...plainFinding, version: 6 } as never)), 'This picture')).toEqual(
    plainFinding,
  );
  const kernel = { ...kernelOf(null), version: 6 } as never;
  expect(() => checkFinding(JSON.parse(writeFinding(kernel)), 'This picture')).toThrow(/is damaged \(version/);
});

test('a link holds the text of a kernel where that is not too long, and a code never does', () => {
  const specOfText = (text: string) => specOf(kernelOf(null, { text })) as KernelSpec;
  const short = specOfText('x'.repeat(4096));
  expect(linkedSpec(short)).toEqual(short);
  expect(permalink(short, 'https://example.org/').length).toBeLessThan(6000);
  const long = specOfText('ä'.repeat(2049));
  expect(linkedSpec(long)).toEqual({ ...long, text: null });
  expect(withoutText(short)).toEqual({ ...short, text: null });
});

test('a link from when every cache was in f32 says so', () => {
  expect(readRun(oldLink)).toMatchObject({ kind: 'diagnosis', weights: 'stored', cache: 'f32' });
});

test.each(specs)('200 random runs of %s come out of a link as they went in', (_, any) => {
  fc.assert(
    fc.property(any, (spec) => {
      const link = permalink(spec, 'https://example.org/plumbline/');
      expect(readRun(runOf(link)!)).toEqual(spec);
      expect(link).toMatch(/^https:\/\/example\.org\/plumbline\/#run=[4-7][\w-]+$/);
    }),
    runs,
  );
});

test.each(specs)('a run of %s that lost any one letter, or has another in its place, is refused', (_, any) => {
  const short = any.filter((spec) => writeRun(spec).length < 1000);
  const [spec] = fc.sample(short, { seed: 3, numRuns: 1 });
  const run = writeRun(spec!);
  const whole = Array.from(run, (_, i) => i).slice(0, -1); // the last letter has bits that mean nothing
  for (const i of whole) {
    const other = run[i] === 'A' ? 'B' : 'A';
    expect(() => readRun(run.slice(0, i) + run.slice(i + 1))).toThrow(Refusal);
    expect(() => readRun(run.slice(0, i) + other + run.slice(i + 1))).toThrow(Refusal);
  }
});

test.each(findings)('the run of %s survives its code, drawn three pixels a module', (_, any) => {
  const fits = any.filter((finding) => writeRun(withoutText(specOf(finding))).length < 1500);
  for (const finding of fc.sample(fits, { seed: 5, numRuns: 20 })) {
    const spec = { ...withoutText(specOf(finding)), source: { kind: 'bundled' as const } };
    const pixels = drawModules(qrModules(permalink(spec, 'http://localhost:4173/')), 3);
    expect(runInCode(textInPixels(pixels)!)).toEqual(spec);
  }
});
