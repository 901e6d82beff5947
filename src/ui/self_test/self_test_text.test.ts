import { describe, expect, it } from 'vitest';
import type { SelfTestState } from '../../store/self_test/self_test.ts';
import type { Suspect } from '../../worker/api.ts';
import { markText } from './mark_text.ts';
import { noticeText, statusText } from './self_test_text.ts';

const reference = { status: 'right', stages: 37, worst: 1.23 } as const;
const check = { reference, suspects: [], steps: 8, stages: 148, kernels: 29, worst: 1.42 };
const blank: SelfTestState = {
  checks: [],
  at: 'nothing',
  check: null,
  remembered: false,
  failure: null,
  suspects: [],
  overruled: [],
  dismissed: false,
  overrule: () => {},
  dismiss: () => {},
};
const usual = { fused: true, wanted: true };
const wrong = (step: Suspect['step']): Suspect => ({ step, kind: 'wrong', run: [step], reason: 'it is wrong' });

describe('what is said of a check', () => {
  it.each<[string, Partial<SelfTestState>, typeof usual, string, string | null]>([
    ['without a model', {}, usual, '', null],
    ['switched off', { at: 'waiting' }, { fused: true, wanted: false }, 'switched off in the settings', null],
    ['with nothing to check', { at: 'waiting' }, { fused: false, wanted: true }, 'every step runs its reference', null],
    ['before it', { at: 'waiting' }, usual, 'as soon as the engine has nothing else to do', null],
    ['during it', { at: 'checking' }, usual, 'Checking every fused step', 'checking the kernels'],
    [
      'well ended',
      { at: 'checked', check },
      usual,
      'Checked on this adapter: 8 of 8 fused steps are as exact as the reference (148 stages, the worst at 1.4× its noise floor; 29 kernels alone on hard inputs). The reference agrees with float64 on the CPU (37 stages, the worst at 1.2× its noise floor).',
      'kernels checked',
    ],
    [
      'badly ended',
      { at: 'checked', check, suspects: [wrong('gate_up')], remembered: true },
      usual,
      'Checked on this adapter before: 7 of 8 fused steps are as exact as the reference (148 stages, the worst at 1.4× its noise floor; 29 kernels alone on hard inputs). gate_up runs its reference.',
      'some fused kernels are wrong here',
    ],
    [
      'overruled',
      { at: 'checked', check, suspects: [wrong('gate_up')], overruled: ['gate_up'] },
      usual,
      '7 of 8 fused steps are as exact as the reference (148 stages, the worst at 1.4× its noise floor; 29 kernels alone on hard inputs).',
      'some fused kernels are wrong here',
    ],
    [
      'with a reference that could not be examined',
      { at: 'checked', check: { ...check, reference: { status: 'unread', reason: 'Gone: load it again.' } } },
      usual,
      'The reference could not be compared with float64. Gone: load it again.',
      'kernels checked',
    ],
    [
      'with a wrong reference',
      { at: 'checked', check: { ...check, reference: { status: 'wrong', reason: 'q of layer 0 is off' } } },
      usual,
      'Checked on this adapter: the reference is wrong (q of layer 0 is off), so fused steps could not be compared with it.',
      'the reference is wrong here',
    ],
    [
      'failed',
      { at: 'failed', failure: { kind: 'out-of-memory', message: 'No room: close other tabs.' } },
      usual,
      'Could not be checked against the reference. No room: close other tabs.',
      null,
    ],
  ])('%s', (_, state, about, status, mark) => {
    expect(statusText({ ...blank, ...state }, about)).toContain(status);
    expect(markText({ ...blank, ...state })).toBe(mark);
  });

  it('is one notice for all steps', () => {
    expect(noticeText([wrong('gate_up')], false)).toBe(
      'Answers are right, but slower: gate_up runs its reference because it is wrong.',
    );
    expect(noticeText([wrong('gate_up'), wrong('down'), wrong('logits')], true)).toBe(
      'Answers are right, but slower: gate_up runs its reference because it is wrong. So do down and logits. Earlier answers may be wrong: regenerate them.',
    );
  });
});
