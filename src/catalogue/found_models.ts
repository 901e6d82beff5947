import * as v from 'valibot';

/** The fields of the hub's API that are read of a model; mirrors send few others. */
const modelSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[\w.-]+\/[\w.-]+$/)),
  tags: v.optional(v.array(v.string()), []),
  pipeline_tag: v.optional(v.string()),
  downloads: v.optional(v.number(), 0),
});
type Listed = v.InferOutput<typeof modelSchema>;

export interface FoundModel {
  id: string;
  /** In the last month, as the hub counts them. */
  downloads: number;
  /** Why it would not run, from what the hub says of it; null where nothing speaks against it. Its files have the last word. */
  refused: string | null;
}

/** What the hub's search answered, models that can run first; null when it is no such answer. */
export function foundModels(json: unknown): FoundModel[] | null {
  const listed = v.safeParse(v.array(modelSchema), json);
  if (!listed.success) return null;
  const found = listed.output.map((model) => ({
    id: model.id,
    downloads: model.downloads,
    refused: refusal(model),
  }));
  return found.toSorted((a, b) => Number(a.refused !== null) - Number(b.refused !== null));
}

/** Packings that Qwen does not publish, by their tags, as people call them. */
const foreign: Record<string, string> = {
  bitsandbytes: 'bitsandbytes',
  'compressed-tensors': 'compressed-tensors',
  exl2: 'EXL2',
  exl3: 'EXL3',
  onnx: 'ONNX',
};

function refusal({ id, tags, pipeline_tag: task }: Listed): string | null {
  const named = [id, ...tags.filter((tag) => tag.startsWith('base_model:'))].join(' ');
  const gguf = tags.includes('gguf');
  if (!gguf && !tags.includes('safetensors')) return 'It has neither safetensors nor GGUF files.';
  if (/\bA\d+(?:\.\d+)?B\b/i.test(named) || tags.includes('qwen3_moe')) return 'It is a mixture of experts.';
  // GGUF repositories say of which model they are, but seldom of which architecture.
  if (!tags.includes('qwen3') && !(gguf && /qwen3-\d/i.test(named))) return 'It is no Qwen3 text model.';
  if (task !== undefined && task !== 'text-generation') return `It is for ${task.replaceAll('-', ' ')}, not for chat.`;
  const packing = Object.keys(foreign).find((tag) => tags.includes(tag));
  if (packing !== undefined) return `It is packed as ${foreign[packing]}: choose FP8, GGUF, MLX, GPTQ or AWQ.`;
  const bits = tags.includes('mlx') ? tags.find((tag) => /^[2356]-bit$/.test(tag)) : undefined;
  return bits === undefined ? null : `MLX with ${bits.replace('-', ' ')}s does not run here: choose 4 or 8.`;
}
