import { expect, test } from 'vitest';
import { foundModels } from './found_models.ts';

const model = (id: string, tags: string[], pipeline_tag?: string) => ({
  id,
  tags,
  downloads: 1,
  likes: 2,
  ...(pipeline_tag && { pipeline_tag }),
});

test.each([
  ['Qwen/Qwen3-8B', ['transformers', 'safetensors', 'qwen3', 'text-generation'], 'text-generation', 'runs'],
  ['Qwen/Qwen3-8B-GGUF', ['gguf', 'text-generation', 'base_model:Qwen/Qwen3-8B'], 'text-generation', 'runs'],
  ['someone/tune', ['gguf', 'base_model:quantized:Qwen/Qwen3-4B'], undefined, 'runs'],
  ['mlx-community/Qwen3-8B-4bit', ['mlx', 'safetensors', 'qwen3', '4-bit'], 'text-generation', 'runs'],
  ['Qwen/Qwen3-8B-MLX-6bit', ['mlx', 'safetensors', 'qwen3', '6-bit'], 'text-generation', 'MLX with 6 bits'],
  ['Qwen/Qwen3-30B-A3B', ['safetensors', 'qwen3_moe'], 'text-generation', 'mixture of experts'],
  ['Qwen/Qwen3-30B-A3B-GGUF', ['gguf'], 'text-generation', 'mixture of experts'],
  ['Qwen/Qwen3-VL-8B-Instruct', ['safetensors', 'qwen3_vl'], 'image-text-to-text', 'no Qwen3 text model'],
  ['Qwen/Qwen3-Embedding-8B', ['safetensors', 'qwen3'], 'feature-extraction', 'for feature extraction'],
  ['x/llama', ['safetensors', 'llama'], 'text-generation', 'no Qwen3 text model'],
  ['x/Qwen3-8B-bnb', ['safetensors', 'qwen3', 'bitsandbytes'], undefined, 'bitsandbytes'],
  ['x/old', ['pytorch', 'qwen3'], undefined, 'neither safetensors nor GGUF'],
])('%s', (id, tags, task, refused) => {
  const [found] = foundModels([model(id, tags, task)])!;
  expect(found!.refused ?? 'runs').toContain(refused);
});

test('what can run comes first, in the order of the hub otherwise', () => {
  const names = ['a/1', 'a/2', 'a/3', 'a/4'];
  const found = foundModels(names.map((id, i) => model(id, i % 2 ? ['safetensors', 'qwen3'] : ['pytorch'])));
  expect(found!.map(({ id }) => id)).toEqual(['a/2', 'a/4', 'a/1', 'a/3']);
});

test.each([null, {}, 'text', [{ id: 7 }], [{ id: '<img src=x>' }], [{ id: 'a/b', tags: 'gguf' }]])(
  'no answer of the hub: %j',
  (json) => expect(foundModels(json)).toBeNull(),
);
