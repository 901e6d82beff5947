import type { KernelEdit } from '../variant.ts';

/** A known mistake of kernels: the smallest change that makes it, in every fused kernel that the step may run. */
export interface Fault {
  name: string;
  title: string;
  /** The step that a diagnosis has to name. */
  step: string;
  /** Where it comes from, and what it does. */
  story: string;
  edits: readonly KernelEdit[];
}

/** The same edit in several kernels. */
export function inEach(kernels: readonly string[], edit: Omit<KernelEdit, 'kernel'>): KernelEdit[] {
  return kernels.map((kernel) => ({ kernel, ...edit }));
}
