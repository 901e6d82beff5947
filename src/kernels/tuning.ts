import type { Gpu } from '../gpu/device.ts';
import type { TeamSums, TileProducts } from './compose.ts';
import { splitMost } from './splits.ts';

/** How many invocations do what, for one kind of adapter. All are powers of two. */
export interface Tuning {
  teamSums: TeamSums;
  /** Where subgroup matrices are not used. */
  tileProducts: TileProducts;
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
  tiles: TileTuning;
  /** The same for products by subgroup matrices, where the device has them. */
  matrixTiles: TileTuning | null;
  attentionTiles: AttentionTileTuning;
}

/** Of products of many tokens: shaders/common/tile_kernel.wgsl. A tile is 8 * down tokens by 8 * across outputs. */
export interface TileTuning {
  across: number;
  down: number;
  slices: number;
  depth: number;
}

/** Of attention of many tokens: a workgroup is 4 * down rows by 4 * across positions, `depth` vec4s of a head at a time. */
export interface AttentionTileTuning {
  across: number;
  down: number;
  depth: number;
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
    const tiles = { across: 8, down: 1, slices: 1, depth: 8 };
    const attentionTiles = { across: 4, down: 1, depth: 8 };
    return {
      teamSums,
      tileProducts: 'tiles_registers',
      subgroupLanes,
      groupSize: 64,
      team: 4,
      attention,
      argmax: 16,
      tiles,
      matrixTiles: null,
      attentionTiles,
    };
  }
  const attention = { groupSize: 256, team: 8, fewestSplits: 8 };
  const storage = device.limits.maxComputeWorkgroupStorageSize;
  const roomy = storage >= 32768;
  const attentionTiles = { across: 16, down: roomy ? 16 : 4, depth: 4 };
  const tiles = { across: 8, down: 8, slices: 4, depth: roomy ? 32 : 16 };
  const matrices =
    adapter.multipliesMatrices &&
    storage >= 49152 &&
    adapter.subgroupSizes?.every((size) => size === 32) &&
    ['shader-f16', 'chromium-experimental-subgroup-matrix'].every((name) => device.features.has(name));
  const matrixTiles = matrices ? { across: 16, down: 8, slices: 1, depth: 32 } : null;
  return {
    teamSums,
    tileProducts: 'tiles_workgroup',
    subgroupLanes,
    groupSize: 256,
    team: 32,
    attention,
    argmax: 256,
    tiles,
    matrixTiles,
    attentionTiles,
  };
}

/** Positions up to which a context has the fewest splits: it is short. */
export function shortContext({ attention }: Tuning): number {
  return splitMost * attention.fewestSplits;
}
