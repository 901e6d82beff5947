import type { SelfTestState } from '../../store/self_test/self_test.ts';
import type { Suspect, TestedReference } from '../../worker/api.ts';
import { count } from '../../format.ts';
import { t } from '../../strings/kernels/t.ts';
import { joined, listed } from '../../strings/localized.ts';

/** The state of the self-test, in a sentence or two. */
export function statusText(
  { at, check, remembered, failure, suspects, overruled }: SelfTestState,
  /** Whether any step runs fused kernels, and whether the self-test is enabled. */
  { fused, wanted }: { fused: boolean; wanted: boolean },
): string {
  const held = suspects.filter(({ step }) => !overruled.includes(step)).map(({ step }) => step);
  const instead = held.length === 0 ? [] : [t('instead', { steps: listed(held), count: held.length })];
  switch (at) {
    case 'nothing':
      return '';
    case 'waiting':
      if (!wanted) return joined(t('switchedOff'), ...instead);
      if (!fused) return t('nothingFused');
      return joined(t('waiting'), ...instead);
    case 'checking':
      return joined(t('checking'), ...instead);
    case 'failed':
      return joined(t('notChecked', { message: failure!.message }), ...instead);
    case 'checked': {
      const { reference, steps, stages, kernels, worst } = check!;
      if (reference.status === 'wrong') return t('referenceWrong', { reason: reference.reason });
      const right = steps - suspects.filter(({ step }) => step !== 'embed').length;
      const result = { right, steps, stages: count(stages), worst: worst.toFixed(1), kernels };
      return joined(t(remembered ? 'passedBefore' : 'passed', result), ...instead, referenceText(reference));
    }
  }
}

function referenceText(reference: Exclude<TestedReference, { status: 'wrong' }>): string {
  if (reference.status !== 'right') return t('referenceUnread', { reason: reference.reason });
  return t('referencePasses', { stages: count(reference.stages), worst: reference.worst.toFixed(1) });
}

/** The notice about a reference that is wrong: nothing else here can be relied on. */
export function distrustText(reason: string): string {
  return t('distrust', { reason });
}

/** The notice about steps that run their reference instead. `answered`: whether they ran fused before that was known. */
export function noticeText(held: readonly Suspect[], answered: boolean): string {
  const [first, ...others] = held;
  const steps = listed(others.map(({ step }) => step));
  const wrong = answered && held.some(({ kind }) => kind === 'wrong');
  return joined(
    t('slower', { step: first!.step, reason: first!.reason }),
    ...(others.length > 0 ? [t('slowerToo', { steps, count: others.length })] : []),
    ...(wrong ? [t('regenerate')] : []),
  );
}
