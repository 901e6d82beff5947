import type { Gpu } from '../gpu/device.ts';
import type { TeamSums } from './compose.ts';
import { splitMost } from './splits.ts';

/** How many invocations do what, for one kind of adapter. All are powers of two. */
export interface Tuning {
  teamSums: TeamSums;
  /** Neighbouring invocations that surely share a subgroup; 1 without subgroups. */
  subgroupLanes: number;
  /** Of matrix-vector kernels. */
  groupSize: number;
  /** Invocations a row of a matrix-vector product. */
  team: number;
  /** Of the split attention: invocations a workgroup, those of a position, and the fewest splits of a context. */
  attention: { groupSize: number; team: number; fewestSplits: number };
  /** Invocations a workgroup of argmax. */
  argmax: number;
  /** Of drawing: invocations a workgroup of the first dispatch, and of the second, which is one workgroup. */
  sample: { partsSize: number; groupSize: number };
}

/** Measured figures are in DECISIONS.md. */
export function tuningFor({ device, adapter }: Gpu): Tuning {
  const smallest = device.features.has('subgroups') ? (adapter.subgroupSizes?.[0] ?? 1) : 1;
  // Below four lanes an exchange saves nothing.
  const teamSums = smallest >= 4 ? 'team_subgroups' : 'team_workgroup';
  const subgroupLanes = teamSums === 'team_subgroups' ? Math.min(32, smallest) : 1;
  // On the CPU a barrier costs more than it saves: teams stay within a subgroup.
  if (adapter.isFallback) {
    const attention = { groupSize: 16, team: 4, fewestSplits: 1 };
    const sample = { partsSize: 4, groupSize: 4 };
    return { teamSums, subgroupLanes, groupSize: 64, team: 4, attention, argmax: 16, sample };
  }
  const attention = { groupSize: 256, team: 8, fewestSplits: 8 };
  const sample = { partsSize: 128, groupSize: device.limits.maxComputeInvocationsPerWorkgroup >= 1024 ? 1024 : 256 };
  return { teamSums, subgroupLanes, groupSize: 256, team: 32, attention, argmax: 256, sample };
}

/** Positions up to which a context has the fewest splits: it is short. */
export function shortContext({ attention }: Tuning): number {
  return splitMost * attention.fewestSplits;
}
