import type { Uncompiled } from '../../../gpu/kernel.ts';
import { UncompiledSteps } from '../../../gpu/recording.ts';
import { resolveProgram, type Program, type StepName, type Unavailable } from '../../../vocabulary/program.ts';

/** What happens where fused kernels do not compile: an answer falls back on the reference, the lab refuses. */
export type OnUncompiled = 'fall-back' | 'refuse';

/** Steps that run their reference whatever a program says, and why. */
export class Fallbacks {
  #avoided: Unavailable = {};
  readonly #uncompiled: Unavailable = {};

  constructor(
    /** Steps without a fused kernel for this model on this adapter. */
    readonly unavailable: Unavailable,
    private readonly onUncompiled: OnUncompiled,
  ) {}

  /** Steps whose fused kernels did not compile. */
  get uncompiled(): Unavailable {
    return this.#uncompiled;
  }

  /** Steps that run their reference because somebody wants it so. */
  get avoided(): Unavailable {
    return this.#avoided;
  }

  /** Avoids these steps from now on, in place of those passed before. */
  avoid(steps: Unavailable): void {
    this.#avoided = steps;
  }

  resolve(program: Program): Program {
    return resolveProgram(program, { ...this.unavailable, ...this.#avoided, ...this.#uncompiled });
  }

  /** Makes `program`, which failed to be recorded, resolve to another from now on; throws `error` where none would do. */
  fallBack(error: unknown, program: Program): void {
    if (this.onUncompiled === 'refuse') throw error;
    for (const { step, reason } of uncompiledSteps(error, program)) this.#uncompiled[step] = reason;
  }
}

/** The fused steps of `program` whose kernels do not compile, and why, as a clause; rethrows any other `error`. */
export function uncompiledSteps(error: unknown, program: Program): { step: StepName; reason: string }[] {
  if (!(error instanceof UncompiledSteps)) throw error;
  const failures = ([...error.failures] as [StepName, Uncompiled][]).filter(([step]) => program[step] === 'fused');
  if (failures.length === 0) throw error;
  return failures.map(([step, { kernel }]) => ({
    step,
    reason: `its fused kernel ${kernel} does not compile in this browser`,
  }));
}
