/** Products of many tokens in tiles: shaders/shared/tile_kernel.wgsl. */
import type { Rows } from '../../gpu/recording.ts';
import type { AdapterTraits } from '../adapter_traits.ts';
import { weightTypes, type WeightType } from '../formats/formats.ts';

/** A tile is 8 * down tokens by 8 * across outputs. `slices` invocations share a place of it, and a step takes `depth` inputs. */
export interface TileSizes {
  across: number;
  down: number;
  slices: number;
  depth: number;
}

export function tileSizes({ isCpu, groupMemory }: AdapterTraits): TileSizes {
  if (isCpu) return { across: 8, down: 1, slices: 1, depth: 8 };
  return { across: 8, down: 8, slices: 4, depth: groupMemory >= 32768 ? 32 : 16 };
}

/** The constants that all kernels of this kind share. */
export function tileConstants({ across, down, slices, depth }: TileSizes, type: WeightType, inputs: number) {
  return {
    weight_type: weightTypes[type],
    whole_eights: inputs % 8 === 0 ? 1 : 0,
    group_size: across * down * slices,
    inputs,
    across,
    down,
    slices,
    depth,
  };
}

/** A workgroup per tile. */
export function tileGrid({ across, down }: TileSizes, outputs: number, rows: Rows) {
  return { x: Math.ceil(outputs / (8 * across)), y: { rows, each: 8 * down } };
}
