import type { SelfTestState } from '../../store/self_test/self_test.ts';

/** The state of the self-test, short enough for a mark; null where there is nothing to say. */
export function markText({ at, suspects, check }: SelfTestState): string | null {
  if (check?.reference.status === 'wrong') return 'the reference is wrong here';
  if (suspects.length > 0) return 'not all fused kernels are right here';
  if (at === 'checking') return 'checking the kernels';
  if (at === 'checked') return 'kernels checked';
  return null;
}
