import type { FaultName } from '../../strings/faults/t.ts';
import type { KernelEdit } from './variant.ts';

/** A known mistake of kernels: the smallest change that makes it, in every fused kernel that the step may run. */
export interface Fault {
  /** Its title and story are in src/strings/faults. */
  name: FaultName;
  /** The step that a diagnosis must name. */
  step: string;
  edits: readonly KernelEdit[];
}

/** A fault as its step's file declares it. */
interface Declared extends Omit<Fault, 'step' | 'edits'> {
  edits: readonly Omit<KernelEdit, 'steps'>[];
}

/** The faults of a step. They are made in its kernels, and in those of `fusedInto`, a later step that can do its work as well. */
export function faultsOf(step: string, declared: readonly Declared[], fusedInto?: string): Fault[] {
  const steps = fusedInto === undefined ? [step] : [step, fusedInto];
  return declared.map((fault) => ({ ...fault, step, edits: fault.edits.map((edit) => ({ ...edit, steps })) }));
}
