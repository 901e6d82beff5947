import type { SelfTestState } from '../../store/self_test/self_test.ts';
import { t } from '../../strings/kernels/t.ts';

/** The state of the self-test, short enough for a mark; null where there is nothing to say. */
export function markText({ at, suspects, check }: SelfTestState): string | null {
  if (check?.reference.status === 'wrong') return t('markReference');
  if (suspects.length > 0) return t('markWrong');
  if (at === 'checking') return t('markChecking');
  if (at === 'checked') return t('markChecked');
  return null;
}
