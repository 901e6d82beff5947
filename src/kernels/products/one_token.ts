/** Matrix-vector products of one token or a few: a team of invocations computes one row of weights, or several. */
import { teamLanes, type AdapterTraits } from '../adapter_traits.ts';
import type { Rows } from '../../gpu/recording.ts';
import { formatOf, weightTypes, type WeightType } from '../formats/formats.ts';

/** How a product is divided: invocations per workgroup, invocations per team, and rows that a team computes at a time. */
export interface ProductSizes {
  groupSize: number;
  team: number;
  rows: number;
}

/** On a CPU adapter teams stay within a subgroup and workgroups are small. */
export const cpuProduct: ProductSizes = { groupSize: 64, team: 4, rows: 1 };

/** Teams are not made smaller than this to fit a row. */
export const minTeam = 16;

/** `sizes` with the largest team that wastes at most a quarter of its steps on a row of `inputs`, down to `minTeam`. */
export function fitting<T extends { team: number }>(sizes: T, type: WeightType, inputs: number): T {
  const chunks = Math.ceil(inputs / (8 * eightsEach(type, inputs)));
  let { team } = sizes;
  while (team > minTeam && 0.75 * team * Math.ceil(chunks / team) > chunks) team /= 2;
  return { ...sizes, team };
}

/** The constants that all kernels of this kind share. */
export function productConstants(
  traits: AdapterTraits,
  type: WeightType,
  inputs: number,
  { groupSize, team }: Omit<ProductSizes, 'rows'>,
) {
  return {
    weight_type: weightTypes[type],
    vec8_aligned: inputs % 8 === 0 ? 1 : 0,
    group_size: groupSize,
    ...teamLanes(team, traits),
    inputs,
    vec8s_per_chunk: eightsEach(type, inputs),
  };
}

/** Workgroups for `outputs` rows of weights. */
export function productGrid(outputs: number, { groupSize, team, rows }: ProductSizes) {
  return { x: Math.ceil(outputs / rows / (groupSize / team)), y: 1 };
}

/** Tokens of a few that a workgroup takes: shaders/shared/teams/few_tokens.wgsl. */
const tokensEach = 4;

/** The same for a few tokens. */
export function fewGrid(outputs: number, sizes: ProductSizes, tokens: Rows) {
  return { ...productGrid(outputs, sizes), y: { rows: tokens, each: tokensEach } };
}

/** Vec8s that an invocation takes at a time (shaders/formats/chunk.wgsl): more than one only where rows are whole units. */
function eightsEach(type: WeightType, inputs: number): number {
  const { unit, vec8sPerChunk } = formatOf(type);
  return inputs % unit.elements === 0 ? vec8sPerChunk : 1;
}
