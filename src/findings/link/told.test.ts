import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worstStages } from '../diagnosis/worst_stages.ts';
import { anyDiagnosis, plainFinding } from '../finding.fixture.ts';
import { specOf } from '../record.ts';
import { toBase64Url } from './bytes.ts';
import { writeRun } from './permalink.ts';
import { dividedLink, tellOf } from './told.ts';

const run = writeRun(specOf(plainFinding));
const encoded = (value: unknown) => toBase64Url(new TextEncoder().encode(JSON.stringify(value)));

describe('what a link tells of its run', () => {
  it('is the verdict and the worst stages, in few letters', () => {
    const { verdict } = plainFinding.diagnosis;
    const tell = tellOf(plainFinding);
    expect(tell.length).toBeLessThan(800);
    const { told, ...divided } = dividedLink(run + tell);
    expect(divided.run).toBe(run);
    expect(told).toMatchObject({ status: verdict.status, step: verdict.step, layer: verdict.layer });
    expect(told!.worst.map(({ name }) => name)).toEqual(worstStages(plainFinding.diagnosis, 5).map(({ name }) => name));
  });

  it('can be read whatever the diagnosis', () => {
    fc.assert(
      fc.property(anyDiagnosis, (finding) => {
        expect(dividedLink(run + tellOf(finding)).told).not.toBeNull();
      }),
      { numRuns: 50 },
    );
  });

  it('is nothing in a link of the run alone', () => {
    expect(dividedLink(run)).toEqual({ run, told: null });
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
    expect(() => dividedLink(`${run}&told=${text}`)).toThrow(/^This link is damaged where it tells of the result/);
  });
});
