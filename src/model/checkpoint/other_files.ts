import { refuse } from '../../result.ts';
import { parseObject } from './json/json.ts';
import { oneLine, shown } from './json/show.ts';
import type { Source } from './sources/source.ts';

const adapterConfig = 'adapter_config.json';

/**
 * Refuses a place that lacks config.json or the weights by what is there instead, where that is something that people take for a
 * checkpoint. Returns where it is nothing known, or where files cannot be listed.
 *
 * @throws Refusal ('bad-checkpoint'), or as the source does.
 */
export async function refuseOtherFiles(source: Source): Promise<void> {
  const adapter = await source.text(adapterConfig);
  if (adapter !== null) refuseAdapter(parseObject(adapter, adapterConfig));
  const files = (await source.list())?.filter((path) => !path.includes('/')) ?? [];
  const shard = files.find((file) => /-\d+-of-\d+\.safetensors$/.test(file));
  if (shard !== undefined) {
    const index = 'model.safetensors.index.json';
    refuse('bad-checkpoint', `${index}: missing, though ${oneLine(shard)} is there; add it from the same place`);
  }
  const [only, ...others] = files.filter((file) => file.endsWith('.safetensors'));
  if (only !== undefined && others.length === 0 && files.includes('config.json')) {
    refuse('bad-checkpoint', `${oneLine(only)}: is not looked for under this name; rename it to model.safetensors`);
  }
  const pickled = files.find((file) => /\.(bin|pth?|ckpt)$/.test(file));
  if (pickled !== undefined && only === undefined) {
    const remedy = 'save the model again with save_pretrained, or convert it to safetensors';
    refuse('bad-checkpoint', `${oneLine(pickled)}: holds pickled weights, which can run any code; ${remedy}`);
  }
}

function refuseAdapter({ base_model_name_or_path: base }: Record<string, unknown>): never {
  const of = typeof base === 'string' && base !== '' ? ` of ${shown(base).slice(1, -1)}` : '';
  const remedy = 'choose that model, or merge the adapter into it (merge_and_unload in PEFT) and choose the result';
  return refuse('bad-checkpoint', `${adapterConfig}: this is an adapter${of}, not a whole model; ${remedy}`);
}
