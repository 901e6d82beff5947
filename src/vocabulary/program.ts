import * as v from 'valibot';

/** The steps of a forward pass and of sampling the next token, in order. Links to findings store one bit for each. */
export const stepNames = [
  'embed',
  'qkv',
  'rope',
  'attention',
  'attn_out',
  'gate_up',
  'down',
  'logits',
  'sample',
] as const;
export const stepNameSchema = v.picklist(stepNames);
export type StepName = (typeof stepNames)[number];

/** `embed` has one kernel, a plain gather, in either set: its switch changes nothing. */
export const switchableSteps = stepNames.filter((step) => step !== 'embed');

export const kernelSets = ['reference', 'fused'] as const;
export const kernelSetSchema = v.picklist(kernelSets);
export type KernelSet = (typeof kernelSets)[number];

/** What a program is called, by the kernel sets of its switchable steps. */
export const programNames = [...kernelSets, 'mixed'] as const;
export const programNameSchema = v.picklist(programNames);
export type ProgramName = (typeof programNames)[number];

/** Which kernels each step runs. */
export type Program = Readonly<Record<StepName, KernelSet>>;
export const programSchema = v.strictObject(eachStep(() => kernelSetSchema)) satisfies v.GenericSchema<
  unknown,
  Program
>;

/** Why a step has no fused kernel for this model on this adapter, where it has none. */
export type Unavailable = Partial<Record<StepName, string>>;

export function uniformProgram(set: KernelSet): Program {
  return eachStep(() => set);
}

export function describeProgram(program: Program): ProgramName {
  const sets = new Set(switchableSteps.map((step) => program[step]));
  return sets.size === 1 ? program.qkv : 'mixed';
}

/** The program as it will run: steps without a fused kernel run the reference. */
export function resolveProgram(program: Program, unavailable: Unavailable): Program {
  return eachStep((step) => (unavailable[step] === undefined ? program[step] : 'reference'));
}

function eachStep<T>(make: (step: StepName) => T): Record<StepName, T> {
  return Object.fromEntries(stepNames.map((step) => [step, make(step)])) as Record<StepName, T>;
}
