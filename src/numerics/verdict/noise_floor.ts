/**
 * The largest error of a stage that passes, in multiples of its noise floor. Clean fused kernels stay below 3.1 on the CPU
 * adapter and below 3.0 on an NVIDIA H200 (60 prompts each on the demo and two goldens). The mildest fault of the catalogue
 * that changes anything reaches 64.
 */
export const allowance = 6;

/** Whether the error of a stage is more than rounding explains. */
export function exceeds({ evidence, floor }: { evidence: { error: number }; floor: number }): boolean {
  return !(evidence.error <= allowance * floor);
}
