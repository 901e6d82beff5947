import type { KernelTrial } from '../contract/kernel_trial.ts';
import type { ExaminedStage } from '../contract/reference.ts';
import type { BadSteps } from '../diagnose/survey.ts';

/** Why a step runs its reference, as a clause: the first stage that is wrong, and in how many `layers`. */
export function whyWrong(
  { layer, stage, evidence, floor }: Pick<BadSteps, 'layer' | 'stage' | 'evidence' | 'floor'>,
  layers: number,
): string {
  const place = placeOf({ layer, stage });
  const more = layers > 1 ? ` and of ${layers - 1} more layer${layers > 2 ? 's' : ''}` : '';
  const error = Number.isFinite(evidence.error)
    ? `is off by ${rounded(evidence.error / floor)} times what rounding explains`
    : 'has values that are no numbers or were never written';
  return `its fused kernel is wrong on this adapter (${place}${more} ${error})`;
}

/** Why the reference is wrong, as a clause: the first stage that float64 has otherwise. */
export function whyReferenceWrong({ layer, stage, error, floor }: ExaminedStage): string {
  const place = placeOf({ layer, stage });
  return Number.isFinite(error)
    ? `${place} is off by ${rounded(error / floor)} times what rounding explains`
    : `${place} has values that are no numbers`;
}

/** Why a kernel is wrong that was tried alone, as a clause. */
export function whyWrongAlone({ kernel, inputs, seed, error, bound }: KernelTrial): string {
  const off =
    Number.isFinite(error) && bound > 0
      ? `is off by ${rounded(error / bound)} times what is allowed`
      : 'has wrong values';
  return `${kernel} alone ${off} on ${inputs}, seed ${seed}`;
}

function placeOf({ layer, stage }: { layer: number | null; stage: string }): string {
  return layer === null ? `the stage ${stage}` : `${stage} of layer ${layer}`;
}

function rounded(times: number): string {
  return Number(times.toPrecision(2)).toLocaleString('en');
}
