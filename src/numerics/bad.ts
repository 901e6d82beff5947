/**
 * How many times its noise floor a stage may be off. Clean fused kernels of the four goldens and of the demo stay below 2.0
 * on the CPU adapter, and of the demo and two goldens below 3.0 on an NVIDIA H200; of the catalogue's faults that change anything, the mildest is 1,100 times off.
 */
export const allowance = 6;

/** Whether a stage is further off than rounding takes it. */
export function exceeds({ evidence, floor }: { evidence: { error: number }; floor: number }): boolean {
  return !(evidence.error <= allowance * floor);
}
