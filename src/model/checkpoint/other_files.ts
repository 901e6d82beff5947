import { refuse } from '../../result.ts';
import { parseObject } from './json/json.ts';
import { shown } from './json/show.ts';
import type { Source } from './sources/source.ts';

const adapterConfig = 'adapter_config.json';

const original = 'choose the checkpoint in safetensors that it was made from, or a GGUF file';

/** What lies where weights in safetensors should: a pattern of paths, what such a file is, and the remedy. The first that fits tells. */
const kinds: readonly (readonly [RegExp, string, string])[] = [
  [
    /\.(crdownload|part|partial|incomplete|download|aria2|opdownload)$/i,
    'is a download that has not ended',
    'let it end, or download the file again',
  ],
  [/(^|\/)(mlc-chat-config\.json|params_shard_\d+\.bin)$/, 'is a model compiled for MLC', original],
  [/(^|\/)openvino_[\w-]+\.(bin|xml)$/, 'is an OpenVINO model', original],
  [/\.onnx(_data)?$/, 'is an ONNX model', original],
  [/\.(tflite|task|litertlm)$/, 'is a LiteRT model', original],
  [/\.(mlmodel|mlpackage|mlmodelc)(\/|$)/, 'is a Core ML model', original],
  [/\.(h5|msgpack|npz|nemo)$/, 'holds weights of a kind that does not run here', original],
  [
    /(^|\/)(zero_to_fp32\.py|[\w-]*_optim_states\.pt|[\w-]*_model_states\.pt)$/,
    'is part of a training state of DeepSpeed',
    'make safetensors of it with zero_to_fp32.py and its option --safe_serialization',
  ],
  [
    /(^|\/)__\d+_\d+\.distcp$/,
    'is one part of a training state that PyTorch spread over GPUs',
    'join the parts (accelerate merge-weights) and choose the result',
  ],
  [
    /^(?!training_args|optimizer|scheduler|rng_state|scaler)[^/]*\.(bin|pth?|ckpt)$/,
    'holds pickled weights, which can run any code',
    'save the model again with save_pretrained, or convert it to safetensors',
  ],
  [/^[^/]+\.(zip|7z|rar|tar|tgz|gz|xz|zst)$/i, 'is an archive', 'unpack it and choose its folder'],
];

/**
 * Refuses a place that lacks config.json or the weights by what is there instead, where that is something that people take for a
 * checkpoint. Returns where it is nothing known, or where files cannot be listed.
 *
 * @throws Refusal ('bad-checkpoint'), or as the source does.
 */
export async function refuseOtherFiles(source: Source): Promise<void> {
  const adapter = await source.text(adapterConfig);
  if (adapter !== null) refuseAdapter(parseObject(adapter, adapterConfig));
  const below = (await source.list()) ?? [];
  const files = below.filter((path) => !path.includes('/'));
  const shard = files.find((file) => /-\d+-of-\d+\.safetensors$/.test(file));
  if (shard !== undefined) {
    const index = 'model.safetensors.index.json';
    refuse('bad-checkpoint', `${index}: missing, though ${shard} is there; add it from the same place`);
  }
  const [only, ...others] = files.filter((file) => file.endsWith('.safetensors'));
  if (only !== undefined && others.length === 0 && files.includes('config.json')) {
    refuse('bad-checkpoint', `${only}: is not looked for under this name; rename it to model.safetensors`);
  }
  for (const [pattern, is, remedy] of kinds) {
    const found = files.find((file) => pattern.test(file)) ?? below.find((file) => pattern.test(file));
    if (found !== undefined && only === undefined) refuse('bad-checkpoint', `${found}: ${is}; ${remedy}`);
  }
}

function refuseAdapter({ base_model_name_or_path: base }: Record<string, unknown>): never {
  const of = typeof base === 'string' && base !== '' ? ` of ${shown(base).slice(1, -1)}` : '';
  const remedy = 'choose that model, or merge the adapter into it (merge_and_unload in PEFT) and choose the result';
  return refuse('bad-checkpoint', `${adapterConfig}: this is an adapter${of}, not a whole model; ${remedy}`);
}
