/** The steps of a forward pass and of drawing the next token, in order: what can be switched. */
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
export type StepName = (typeof stepNames)[number];

export const kernelSets = ['reference', 'fused'] as const;
export type KernelSet = (typeof kernelSets)[number];

/** Which kernels each step runs. `embed` is one plain gather in either set, and its switch changes nothing. */
export type Program = Readonly<Record<StepName, KernelSet>>;

/** Why a step has no fused kernel for this model on this adapter, where it has none. */
export type Unavailable = Partial<Record<StepName, string>>;

export function uniformProgram(set: KernelSet): Program {
  return Object.fromEntries(stepNames.map((name) => [name, set])) as Record<StepName, KernelSet>;
}

/** `reference`, `fused`, or `mixed`. */
export function describeProgram(program: Program): KernelSet | 'mixed' {
  const sets = new Set(Object.values(program));
  return sets.size === 1 ? program.qkv : 'mixed';
}

/** The program as it will run: steps without a fused kernel are the reference's. */
export function resolveProgram(program: Program, unavailable: Unavailable): Program {
  return Object.fromEntries(
    stepNames.map((name) => [name, unavailable[name] === undefined ? program[name] : 'reference']),
  ) as Record<StepName, KernelSet>;
}
