import { replaceable } from '../../kernels/own/own_kernel.ts';
import { plannedKernels } from '../../model/pass/programs/planned_kernels.ts';
import { resolveProgram, stepNames, uniformProgram, type Program, type StepName } from '../../vocabulary/program.ts';
import type { KernelOnFile, KernelRun } from '../contract/own_kernel.ts';
import { fusedOnly } from '../diagnose/isolate.ts';
import type { Model } from '../model.ts';

/** The fused kernels that the model runs on its adapter, and where. */
export function fusedKernels(model: Model): Map<string, KernelRun[]> {
  const { info, session } = model;
  const program = resolveProgram(uniformProgram('fused'), info.unavailable);
  const planned = plannedKernels(program, session.memory.pass);
  return new Map([...planned].filter(([name]) => replaceable.has(name)));
}

/**
 * A program that runs a kernel wherever the fused one does, with as few fused steps as that takes, since each has to be compiled: its own, or all
 * where it runs only beside other fused steps.
 */
export function programOf({ session }: Model, kernel: string, runs: readonly KernelRun[]): Program {
  const alone = fusedOnly([...new Set(runs.map(({ step }) => step))]);
  const planned = plannedKernels(alone, session.memory.pass).get(kernel) ?? [];
  const isThere = ({ step, shape }: KernelRun) => planned.some((run) => run.step === step && run.shape === shape);
  return runs.every(isThere) ? alone : fusedOnly(neighbours);
}

/** Steps that run as one kernel in some batches. */
const neighbours: readonly StepName[] = stepNames.filter((step) => ['rope', 'attention', 'attn_out'].includes(step));

/** The same with their texts, to begin from. */
export async function kernelsOnFile(model: Model): Promise<KernelOnFile[]> {
  const { shippedTexts } = await import('../../kernels/own/shipped_texts.ts');
  return [...fusedKernels(model)].map(([name, runs]) => ({ name, runs, text: shippedTexts.get(name)! }));
}
