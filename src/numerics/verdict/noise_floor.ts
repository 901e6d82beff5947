/**
 * How many times its noise floor a stage may be off. Clean fused kernels stay below 3.1 on the CPU adapter and below 3.0 on an NVIDIA
 * H200 (60 prompts each on the demo and two goldens); of the catalogue's faults that change anything, the mildest is 64 times off.
 */
export const allowance = 6;

/** Whether a stage is further off than rounding takes it. */
export function exceeds({ evidence, floor }: { evidence: { error: number }; floor: number }): boolean {
  return !(evidence.error <= allowance * floor);
}
