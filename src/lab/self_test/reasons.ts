import type { BadSteps } from '../diagnose/survey.ts';

/** Why a step runs its reference, as a clause: the first stage that is wrong, and in how many `layers`. */
export function whyWrong(
  { layer, stage, evidence, floor }: Pick<BadSteps, 'layer' | 'stage' | 'evidence' | 'floor'>,
  layers: number,
): string {
  const place = layer === null ? `the stage ${stage}` : `${stage} of layer ${layer}`;
  const more = layers > 1 ? ` and of ${layers - 1} more layer${layers > 2 ? 's' : ''}` : '';
  const error = Number.isFinite(evidence.error)
    ? `is off by ${rounded(evidence.error / floor)} times what rounding explains`
    : 'has values that are no numbers or were never written';
  return `its fused kernel is wrong on this adapter (${place}${more} ${error})`;
}

function rounded(times: number): string {
  return Number(times.toPrecision(2)).toLocaleString('en');
}
