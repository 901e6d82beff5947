import { faults } from '../kernels/variants/catalogue.ts';
import type { Variant } from '../kernels/variants/variant.ts';
import { refuse } from '../result.ts';
import type { ChosenFault } from '../vocabulary/configuration.ts';

/** The kernel variant of a chosen fault, for a model of `layers`. Refuses with `bad-request`. */
export function variantOf({ name, layer }: ChosenFault, layers: number): Variant {
  const known = faults.find((fault) => fault.name === name);
  if (!known) refuse('bad-request', `There is no fault ${name}: the list of faults has all names.`);
  if (layer !== null && layer >= layers) {
    refuse('bad-request', `The model has no layer ${layer}: choose one from 0 to ${layers - 1}.`);
  }
  return { name, layer, edits: known.edits };
}
