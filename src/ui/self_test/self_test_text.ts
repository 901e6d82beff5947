import type { SelfTestState } from '../../store/self_test/self_test.ts';
import type { Suspect, TestedReference } from '../../worker/api.ts';
import { count, listed } from '../../format.ts';

/** The state of the self-test, in a sentence or two. */
export function statusText(
  { at, check, remembered, failure, suspects, overruled }: SelfTestState,
  /** Whether any step runs fused kernels, and whether the self-test is enabled. */
  { fused, wanted }: { fused: boolean; wanted: boolean },
): string {
  const held = suspects.filter(({ step }) => !overruled.includes(step)).map(({ step }) => step);
  const instead =
    held.length === 0 ? '' : ` ${listed(held)} ${held.length === 1 ? 'runs its' : 'run their'} reference.`;
  switch (at) {
    case 'nothing':
      return '';
    case 'waiting':
      if (!wanted) return `Not checked here: that is switched off in the settings.${instead}`;
      if (!fused) return 'Not checked here: every step runs its reference.';
      return `To be checked against the reference as soon as the engine has nothing else to do.${instead}`;
    case 'checking':
      return `Checking every fused step against the reference…${instead}`;
    case 'failed':
      return `Could not be checked against the reference. ${failure!.message}${instead}`;
    case 'checked': {
      const { reference, steps, stages, kernels, worst } = check!;
      const right = steps - suspects.filter(({ step }) => step !== 'embed').length;
      const when = remembered ? 'Checked on this adapter before' : 'Checked on this adapter';
      if (reference.status === 'wrong') {
        return `${when}: the reference is wrong (${reference.reason}), so fused steps could not be held to it.`;
      }
      const how = `${count(stages)} stages, the worst ${worst.toFixed(1)} times its rounding; ${kernels} kernels alone on hard inputs`;
      return `${when}: ${right} of ${steps} fused steps are as exact as the reference (${how}).${instead} ${referenceText(reference)}`;
    }
  }
}

function referenceText(reference: Exclude<TestedReference, { status: 'wrong' }>): string {
  return reference.status === 'right'
    ? `The reference agrees with float64 on the CPU (${count(reference.stages)} stages, the worst ${reference.worst.toFixed(1)} times its rounding).`
    : `The reference could not be held to float64. ${reference.reason}`;
}

/** The notice about a reference that is wrong: nothing else here can be relied on. */
export function distrustText(reason: string): string {
  return `Answers may be wrong here: this browser or graphics driver computes the reference wrongly (${reason}). Update both, or use another browser or adapter.`;
}

/** The notice about steps that run their reference instead. `answered`: whether they ran fused before that was known. */
export function noticeText(held: readonly Suspect[], answered: boolean): string {
  const [first, ...others] = held;
  const one = `Answers are right, but slower: ${first!.step} runs its reference, since ${first!.reason}.`;
  const names = listed(others.map(({ step }) => step));
  const more = others.length === 0 ? '' : ` So ${others.length === 1 ? 'does' : 'do'} ${names}.`;
  const wrong = answered && held.some(({ kind }) => kind === 'wrong');
  return `${one}${more}${wrong ? ' What was answered before may be wrong: regenerate it.' : ''}`;
}
