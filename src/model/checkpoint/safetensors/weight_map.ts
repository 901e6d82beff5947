import * as v from 'valibot';
import { refuse } from '../../../result.ts';
import { checked } from '../json/checked.ts';
import { parseObject } from '../json/json.ts';
import { named, shown } from '../json/show.ts';
import { refuseOtherFiles } from '../other_files.ts';
import type { Source } from '../sources/source.ts';

/** The file with all tensors, where there is only one. */
export const single = 'model.safetensors';
/** The file that names the shards, where there are several. */
export const index = 'model.safetensors.index.json';

/** Every published model has fewer. Each costs requests before anything is known about it. */
const maxShards = 256;

export const indexRemedy = 'take the index from the same place as the weights';
const indexSchema = v.object({ weight_map: v.record(v.string(), v.string(indexRemedy), indexRemedy) }, indexRemedy);

/** A file of the folder itself: with a path, '..', a drive or a URL, a checkpoint could read files that are not its own. */
const plainName = /^\w[\w.-]{0,200}\.safetensors$/;

/** The shard of each tensor, by the tensor's name. */
export type WeightMap = ReadonlyMap<string, string>;

/** @throws Refusal ('bad-checkpoint') when there is no index, or a wrong one. */
export async function readWeightMap(source: Source): Promise<WeightMap> {
  const text = await source.text(index);
  if (text === null) {
    await refuseOtherFiles(source);
    const message = `${single}: missing from ${source.name}, and so is ${index}; add the weights in safetensors format`;
    refuse('bad-checkpoint', message);
  }
  const weightMap = parseWeightMap(text);
  const { length } = filesOf(weightMap);
  if (length > maxShards) {
    refuse('bad-checkpoint', `${index}: weight_map names ${length} files, above ${maxShards}; ${indexRemedy}`);
  }
  return weightMap;
}

/** The shards, in the order of their names. */
export function filesOf(weightMap: WeightMap): string[] {
  return [...new Set(weightMap.values())].toSorted();
}

function parseWeightMap(text: string): WeightMap {
  const weightMap = new Map(Object.entries(checked(indexSchema, parseObject(text, index), index).weight_map));
  for (const [name, file] of weightMap) {
    if (plainName.test(file)) continue;
    const remedy = 'it must be the name of a .safetensors file in the same folder';
    refuse('bad-checkpoint', `${index}: weight_map ${named(name)} is ${shown(file)}; ${remedy}`);
  }
  return weightMap;
}
