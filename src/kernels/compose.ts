import batch from '../../shaders/common/batch.wgsl?raw';
import weight from '../../shaders/common/weight.wgsl?raw';
import type { Contract } from '../gpu/contract.ts';

/** A kernel's file preceded by the common code its contract asks for: `batch` as a binding, `weight_type` as a constant. */
export function compose(contract: Contract, wgsl: string): string {
  const common = [];
  if ('batch' in contract.bindings) common.push(batch);
  if (contract.constants.includes('weight_type')) common.push(weight);
  return [...common, wgsl].join('\n');
}
