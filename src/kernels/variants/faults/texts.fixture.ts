import type { ConstantsOf, Contract } from '../../../gpu/contract.ts';
import type { KernelSource } from '../../../gpu/kernel_cache.ts';
import { fusedKernel, referenceKernel } from '../../compose.ts';
import * as referenceContracts from '../../contracts.ts';
import * as fusedContracts from '../../fused_contracts.ts';
import * as matrixContracts from '../../matrix_contracts.ts';

const noConstants = {} as ConstantsOf<Contract>;

/** Every text that the contract of a name may be compiled from. */
export function textsOf(name: string): KernelSource[] {
  const reference = Object.values<Contract>(referenceContracts).find((contract) => contract.name === name);
  if (reference) return [referenceKernel(reference, noConstants)];
  const fused = Object.values<Contract>({ ...fusedContracts, ...matrixContracts }).find(
    (contract) => contract.name === name,
  )!;
  return (['tiles_workgroup', 'tiles_registers'] as const).map((tiles) =>
    fusedKernel(fused, noConstants, 'team_subgroups', tiles),
  );
}
