import type { Session } from '../model/sequence/session.ts';
import type { Program, StepName } from '../vocabulary/program.ts';
import type { Suspect } from './api.ts';

/** Compiles what a program needs. Returns the steps whose fused kernels do not compile: they run their reference. */
export async function prepare(session: Session | undefined, program: Program): Promise<Suspect[]> {
  // The recording stores an error, and throws it at its next use.
  await session?.programs.compileAhead(program).catch(() => {});
  const uncompiled = Object.entries(session?.programs.fallbacks.uncompiled ?? {}) as [StepName, string][];
  return uncompiled.map(([step, reason]) => ({ step, kind: 'uncompiled', run: [step], reason }));
}
