import type { Gpu } from '../gpu/device.ts';
import type { TeamSums, TileProducts } from './compose.ts';

/** How a matrix-vector product is divided: invocations a workgroup, invocations a row, and rows at a time. */
export interface ProductTuning {
  groupSize: number;
  team: number;
  rows: number;
}

/** How many invocations do what, for one kind of adapter. All but the splits are powers of two. */
export interface Tuning {
  /** Which of alternative WGSL files; tiles are for where subgroup matrices are not used. */
  choices: { team: TeamSums; tiles: TileProducts };
  /** Neighbouring invocations that surely share a subgroup; 1 without subgroups. */
  subgroupLanes: number;
  qkv: ProductTuning;
  /** Where every workgroup first puts splits together: teams get as many rows as it takes to need no more than `mostGroups`. */
  attentionOut: Omit<ProductTuning, 'rows'> & { mostGroups: number };
  gateUp: ProductTuning;
  down: ProductTuning;
  logits: ProductTuning;
  /** Attention of one token: invocations a workgroup and a position, and how positions are split. */
  attention: { groupSize: number; team: number; splits: SplitTuning };
  /** Of putting the splits of a long context together: invocations a head. */
  attentionMerge: number;
  /** Invocations a head where rope is a kernel of its own. */
  rope: number;
  /** Invocations a workgroup of argmax. */
  argmax: number;
  /** And of statistics of a row or a head. */
  statistics: number;
  /** Of drawing: invocations a workgroup of the first dispatch, and of the second, which is one workgroup. */
  sample: { partsSize: number; groupSize: number };
  tiles: TileTuning;
  /** Whether products of many tokens are made by subgroup matrices, for the weights that fit them. */
  subgroupMatrices: boolean;
  /** Most tokens of a prompt that are read at a time: the more, the fewer times weights are read. */
  chunk: number;
  attentionTiles: AttentionTileTuning;
}

/** Of positions: into `fewest` parts where that leaves at most `most` to each, and otherwise into `many`, or more. */
export interface SplitTuning {
  fewest: number;
  many: number;
  most: number;
}

/** Of products of many tokens: shaders/shared/tile_kernel.wgsl. A tile is 8 * down tokens by 8 * across outputs. */
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
  if (adapter.isFallback) {
    // On the CPU a barrier costs more than it saves: teams stay within a subgroup, and workgroups are small. Four of `attn_out` in
    // place of 16 take 0.7 ms a layer of the demo and not 2.3, since each puts the splits together anew.
    const product = { groupSize: 64, team: 4, rows: 1 };
    return {
      choices: { team: teamSums, tiles: 'tiles_registers' },
      subgroupLanes,
      qkv: { ...product, rows: 3 },
      attentionOut: { ...product, mostGroups: 4 },
      gateUp: product,
      down: product,
      logits: { ...product, rows: 3 },
      attention: { groupSize: 16, team: 4, splits: { fewest: 1, many: 1, most: 128 } },
      attentionMerge: 16,
      rope: subgroupLanes,
      argmax: 16,
      statistics: 4,
      sample: { partsSize: 4, groupSize: 4 },
      tiles: { across: 8, down: 1, slices: 1, depth: 8 },
      subgroupMatrices: false,
      chunk: 64,
      attentionTiles: { across: 4, down: 1, depth: 8 },
    };
  }
  const wide = Math.min(512, device.limits.maxComputeInvocationsPerWorkgroup);
  const storage = device.limits.maxComputeWorkgroupStorageSize;
  const roomy = storage >= 32768;
  const subgroupMatrices =
    adapter.multipliesMatrices &&
    (adapter.subgroupSizes?.every((size) => size === 32) ?? false) &&
    ['shader-f16', 'subgroups', 'chromium-experimental-subgroup-matrix'].every((name) => device.features.has(name));
  return {
    choices: { team: teamSums, tiles: 'tiles_workgroup' },
    subgroupLanes,
    qkv: { groupSize: 256, team: 64, rows: 2 },
    attentionOut: { groupSize: wide, team: 128, mostGroups: 160 },
    gateUp: { groupSize: 256, team: 32, rows: 1 },
    down: { groupSize: 256, team: 128, rows: 1 },
    logits: { groupSize: 256, team: 32, rows: 3 },
    attention: { groupSize: 128, team: 16, splits: { fewest: 4, many: 32, most: 256 } },
    attentionMerge: 256,
    rope: 64,
    argmax: 256,
    statistics: 256,
    sample: { partsSize: 128, groupSize: device.limits.maxComputeInvocationsPerWorkgroup >= 1024 ? 1024 : 256 },
    tiles: { across: 8, down: 8, slices: 4, depth: roomy ? 32 : 16 },
    subgroupMatrices,
    chunk: 1024,
    attentionTiles: { across: 16, down: roomy ? 16 : 4, depth: storage >= 49152 ? 8 : 4 },
  };
}

/** A team's constants: how many invocations, and how many of them exchange values without workgroup memory. */
export function teamLanes(team: number, { subgroupLanes }: Tuning) {
  return { team, subgroup_lanes: Math.min(team, subgroupLanes) };
}

/** Positions up to which a context has the fewest splits: it is short. */
export function shortContext({ attention: { splits } }: Tuning): number {
  return splits.fewest * splits.most;
}

/** Parts of so many positions: shaders/shared/splits.wgsl. */
export function splitsOf(positions: number, { fewest, many, most }: SplitTuning): number {
  return positions <= fewest * most ? fewest : Math.max(many, Math.ceil(positions / most));
}

/** f32 values of the parts that the attention of one token leaves at a context of `positions`, for heads of `stride` values. */
export function attentionPartsSize(
  { attention: { splits } }: Tuning,
  heads: number,
  stride: number,
  positions: number,
): number {
  return heads * splitsOf(positions, splits) * (stride + 4);
}
