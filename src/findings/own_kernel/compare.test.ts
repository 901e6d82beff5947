import { expect, test } from 'vitest';
import { kernelAnswer } from '../copy/own_kernel.ts';
import type { RecordedKernel } from '../format/own_kernel.ts';
import { compareKernels } from './compare.ts';
import { kernelOf } from './own_kernel.fixture.ts';

const error = { type: 'error', text: 'no', file: null, line: 1, column: 1 } as const;
const uncompiled = kernelOf(null, { compiled: false, messages: [error], alone: [], replay: [], times: [] });
const { alone } = kernelOf(null).kernel;
const bothRight = kernelOf(null, { alone: alone.slice(0, 1) }).kernel;
const oneWrong = kernelOf(0.5, { alone }).kernel;

test.each<[name: string, said: RegExp, recorded: RecordedKernel, here: RecordedKernel]>([
  [
    'the same',
    /^Reproduced: it is right on it, too\. 2 trials alone and 2 stages/,
    kernelOf(null).kernel,
    kernelOf(null).kernel,
  ],
  ['wrong by similar errors', /^Reproduced: it is wrong on it, too\./, kernelOf(0.5).kernel, kernelOf(0.3).kernel],
  ['values that are none on both sides', /^Reproduced: it is wrong/, kernelOf(NaN).kernel, kernelOf(Infinity).kernel],
  [
    'not compiled on both sides',
    /^Reproduced: it does not compile on it, either\.$/,
    uncompiled.kernel,
    uncompiled.kernel,
  ],
  ['right here', /^Not reproduced: recorded as wrong, right on it\.$/, kernelOf(0.5).kernel, kernelOf(null).kernel],
  [
    'compiled here',
    /^Not reproduced: recorded as not compiling, right on it\.$/,
    uncompiled.kernel,
    kernelOf(null).kernel,
  ],
  [
    'wrong by another error',
    /^Not reproduced: it is wrong on it, too, but 2 of 2 trials alone and 2 of 2 stages in the model differ\.$/,
    kernelOf(0.5).kernel,
    kernelOf(0.1).kernel,
  ],
  ['wrong in the model alone', /but 2 of 2 trials alone and 0 of 2 stages/, kernelOf(0.5).kernel, oneWrong],
  ['trials that the other adapter does not run', /1 trial alone and 2 stages/, kernelOf(null).kernel, bothRight],
])('%s', (_, said, recorded, here) => {
  expect(kernelAnswer(compareKernels(recorded, here, true), 'it')).toMatch(said);
});

test('figures of both sides stand beside each other, and times decide nothing', () => {
  const slow = kernelOf(null, { times: [{ shape: 'one', own: 1000, onFile: 25 }] }).kernel;
  const { trials, stages, times, reproduced } = compareKernels(kernelOf(null).kernel, slow, true);
  expect(reproduced).toBe(true);
  expect(trials.map(({ seed, outcome }) => [seed, outcome])).toEqual([
    [7, 'identical'],
    [8, 'identical'],
  ]);
  expect(stages.counts).toEqual({ identical: 2, reproduced: 0, differs: 0 });
  expect(times).toEqual([{ shape: 'one', recorded: { shape: 'one', own: 10, onFile: 25 }, here: slow.times[0] }]);
});

test('of two texts that are not known to be one, errors may differ in size', () => {
  expect(compareKernels(kernelOf(0.5).kernel, kernelOf(1e-3).kernel, false).reproduced).toBe(true);
});
