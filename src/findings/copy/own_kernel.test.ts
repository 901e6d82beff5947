import { describe, expect, test } from 'vitest';
import type { KernelTrial, OwnKernelReport, ReplayedStage } from '../../worker/api.ts';
import { ownKernelDetails, ownKernelHeadline } from './own_kernel.ts';

const trial = (error: number, bad: boolean): KernelTrial => ({
  step: 'down',
  kernel: 'product_add',
  inputs: `values ${error}`,
  seed: 1,
  error,
  bound: 1e-6,
  bad,
});
const stage = (layer: number | null, error: number, bad: boolean) =>
  ({
    layer,
    steps: ['down'],
    shape: 'one',
    stage: 'mlp_residual',
    evidence: { error },
    floor: 1e-7,
    bad,
  }) as unknown as ReplayedStage;

const right: Pick<OwnKernelReport, 'kernel' | 'compiled' | 'messages' | 'alone' | 'replay' | 'times'> = {
  kernel: 'product_add',
  compiled: true,
  messages: [],
  alone: [trial(1e-7, false)],
  replay: [stage(0, 1e-7, false), stage(1, 1e-7, false)],
  times: [],
};
const said = (some: Partial<typeof right>) => [
  ownKernelHeadline({ ...right, ...some }),
  ...ownKernelDetails({ ...right, ...some }),
];

describe('what is said of a person’s kernel', () => {
  test('one that is right, with its speed, and without checks of its own', () => {
    expect(said({ times: [{ shape: 'one', own: 10, onFile: 25 }] })).toEqual([
      'product_add is right on this adapter.',
      'Alone, it agrees with float64 in 1 trial on hard inputs.',
      'In the model, 2 stages agree with the reference.',
      'It takes 10 µs for one token in a layer, the kernel on file 25 µs: 2.5× as fast.',
    ]);
    expect(said({ alone: [] }).slice(0, 2)).toEqual([
      'product_add is right in this model.',
      'No check here holds it to float64 alone.',
    ]);
  });

  test('the worst of what is wrong comes first, and values that are none are the worst', () => {
    expect(said({ alone: [trial(2e-6, true), trial(0.5, true), trial(1e-7, false)] })).toEqual([
      'product_add is wrong.',
      'Alone, on values 0.5 from seed 1, its relative error is 0.5. At most 1.0e-6 is allowed.',
      'Wrong are 2 of 3 trials alone, 0 of 2 stages in the model.',
    ]);
    const replay = [stage(3, 1e-3, true), stage(null, NaN, true)];
    expect(said({ replay })).toContain(
      'In the model, some values of mlp_residual are not finite or were never written.',
    );
    expect(said({ replay: replay.slice(0, 1) })).toContain(
      'In layer 3 of the model, mlp_residual has a relative error of 0.001, 10,000× its noise floor.',
    );
    expect(said({ replay: [stage(3, 0.9, true)] })).toContain(
      'In layer 3 of the model, mlp_residual has a relative error of 0.9, far beyond rounding (noise floor 1.0e-7).',
    );
  });

  test('one that does not compile', () => {
    const error = { type: 'error', text: 'no', file: null, line: 1, column: 1 } as const;
    expect(said({ compiled: false, messages: [error] })).toEqual(['product_add does not compile: 1 error.']);
    expect(said({ compiled: false, messages: [error, error], kernel: null })).toEqual([
      'The text does not compile: 2 errors.',
    ]);
  });
});
