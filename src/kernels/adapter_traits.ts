import type { Gpu } from '../gpu/device.ts';
import type { SmallFloats, TeamSums, TileProducts } from './compose.ts';

/** The properties of an adapter by which kernels are chosen and sized. */
export interface AdapterTraits {
  /** The browser runs WebGPU on the CPU: a barrier costs more than it saves there, and workgroups should be small. */
  isCpu: boolean;
  /** Which of alternative WGSL files to use. Tiles are for products without subgroup matrices. */
  choices: { team: TeamSums; tiles: TileProducts; small_floats: SmallFloats };
  /** Neighbouring invocations that certainly share a subgroup; 1 without subgroups. */
  subgroupLanes: number;
  /** Whether products of many tokens use subgroup matrices, if the weights fit f16. */
  subgroupMatrices: boolean;
  maxGroupSize: number;
  /** Bytes of workgroup memory. */
  groupMemory: number;
  /** The most tokens of a prompt in one batch: the more, the fewer times weights are read. */
  chunk: number;
}

/** The chunk of a GPU. */
export const gpuChunk = 1024;

/** Measured figures are in docs/decisions. */
export function traitsOf({ device, adapter, keepsF16Subnormals }: Gpu): AdapterTraits {
  const minSize = device.features.has('subgroups') ? (adapter.subgroupSizes?.[0] ?? 1) : 1;
  // Below four lanes an exchange saves nothing.
  const team = minSize >= 4 ? 'team_subgroups' : 'team_workgroup';
  const isCpu = adapter.isFallback;
  return {
    isCpu,
    choices: {
      team,
      tiles: isCpu ? 'tiles_registers' : 'tiles_workgroup',
      small_floats: keepsF16Subnormals ? 'small_floats_unpacked' : 'small_floats_bits',
    },
    subgroupLanes: team === 'team_subgroups' ? Math.min(32, minSize) : 1,
    subgroupMatrices:
      !isCpu &&
      adapter.multipliesMatrices &&
      (adapter.subgroupSizes?.every((size) => size === 32) ?? false) &&
      ['shader-f16', 'subgroups', 'chromium-experimental-subgroup-matrix'].every((name) => device.features.has(name)),
    maxGroupSize: device.limits.maxComputeInvocationsPerWorkgroup,
    groupMemory: device.limits.maxComputeWorkgroupStorageSize,
    chunk: isCpu ? 64 : gpuChunk,
  };
}

/** A team's constants: its invocations, and how many of them exchange values without workgroup memory. */
export function teamLanes(team: number, { subgroupLanes }: AdapterTraits) {
  return { team, subgroup_lanes: Math.min(team, subgroupLanes) };
}
