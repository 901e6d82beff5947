import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worstStages } from '../diagnosis/worst_stages.ts';
import { anyDiagnosis, plainFinding } from '../finding.fixture.ts';
import type { ToldDiagnosis } from '../format/told.ts';
import { specOf } from '../record.ts';
import { anyKernel, kernelOf } from '../own_kernel/own_kernel.fixture.ts';
import { linkedSpec } from '../own_kernel/shared_text.ts';
import { benchOf } from '../bench/bench.fixture.ts';
import { toBase64Url } from './bytes.ts';
import { writeRun } from './permalink.ts';
import { readLink, tellOf } from './told.ts';

const run = writeRun(specOf(plainFinding));
const encoded = (value: unknown) => toBase64Url(new TextEncoder().encode(JSON.stringify(value)));

describe('what a link tells of its run', () => {
  it('is the verdict and the worst stages, in few letters', () => {
    const { verdict } = plainFinding.diagnosis;
    const tell = tellOf(plainFinding);
    expect(tell.length).toBeLessThan(800);
    const { told, spec } = readLink(run + tell);
    expect(spec).toEqual(specOf(plainFinding));
    expect(told).toMatchObject({ status: verdict.status, step: verdict.step, layer: verdict.layer });
    expect((told as ToldDiagnosis).worst.map(({ name }) => name)).toEqual(
      worstStages(plainFinding.diagnosis, 5).map(({ name }) => name),
    );
  });

  it('can be read whatever the diagnosis', () => {
    fc.assert(
      fc.property(anyDiagnosis, (finding) => {
        expect(readLink(run + tellOf(finding)).told).not.toBeNull();
      }),
      { numRuns: 50 },
    );
  });

  it('is the verdict on a kernel, without a word of a stranger, whatever the kernel', () => {
    const finding = kernelOf(0.5);
    expect(readLink(writeRun(specOf(finding)) + tellOf(finding)).told).toEqual({
      status: 'wrong',
      trials: { wrong: 2, of: 2 },
      stages: { wrong: 2, of: 2 },
      trial: { seed: 7, error: 0.5, bound: 1e-6 },
      stage: { name: 'L0.mlp_residual', error: 0.5, timesFloor: 5e6 },
      times: [{ shape: 'one', own: 10, onFile: 25 }],
    });
    fc.assert(
      fc.property(anyKernel, (any) => {
        expect(readLink(writeRun(linkedSpec(specOf(any))) + tellOf(any)).told).not.toBeNull();
      }),
      { numRuns: 50 },
    );
  });

  it('is refused where it is of another kind', () => {
    const kernel = tellOf(kernelOf(null));
    const bench = writeRun(specOf(benchOf(40)));
    for (const link of [run + kernel, bench + kernel, bench + tellOf(plainFinding)]) {
      expect(() => readLink(link)).toThrow(/^This link is damaged where it tells of the result/);
    }
  });

  it('is nothing in a link of the run alone', () => {
    expect(readLink(run)).toEqual({ spec: specOf(plainFinding), told: null });
  });

  it.each([
    ['no base64', '!'],
    ['no JSON', toBase64Url(new TextEncoder().encode('nothing'))],
    ['another status', encoded({ status: 'fine', step: null, layer: null, worst: [] })],
    ['markup', encoded({ status: 'bad', step: '<b>', layer: null, worst: [] })],
    [
      'a stage that is a sentence',
      encoded({
        status: 'bad',
        step: null,
        layer: 0,
        worst: [{ name: 'trust me', error: 1, timesFloor: 1, bad: true }],
      }),
    ],
  ])('is refused in one line where it is %s', (_, text) => {
    expect(() => readLink(`${run}&told=${text}`)).toThrow(/^This link is damaged where it tells of the result/);
  });
});
