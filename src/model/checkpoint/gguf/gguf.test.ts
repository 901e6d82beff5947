import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gguf as readByLibrary } from '@huggingface/gguf';
import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../../../e2e/fixtures/refusal.ts';
import { createTokenizer } from '../../../tokenizer/in_thread.fixture.ts';
import { readTokenizerFiles } from '../../../tokenizer/files.ts';
import { openCheckpoint } from '../checkpoint.ts';
import { ggufBytes, picked, specs, tinyMetadata, tinyTensors } from './gguf.fixture.ts';
import { readGgufHeader } from './header.ts';

const open = (bytes: Buffer, name = 'tiny.gguf') => openCheckpoint(picked({ [name]: bytes }));

describe('a GGUF file is a checkpoint', () => {
  test('with config, tensors under their own names, and when to stop', async () => {
    const checkpoint = await open(ggufBytes());
    expect(checkpoint).toMatchObject({
      name: 'tiny',
      config: {
        vocabSize: 262,
        hiddenSize: 32,
        ffnSize: 64,
        layers: 1,
        heads: 2,
        kvHeads: 1,
        headDim: 32,
        maxPositions: 64,
        ropeTheta: 1e6,
        rmsNormEps: 1e-6,
        tied: false,
      },
      generation: { eosTokenIds: [259, 257], recommended: null },
      dtypes: ['BF16', 'F16', 'F32', 'Q4_0', 'Q8_0'],
    });
    expect(checkpoint.tensors.map(({ name }) => name)).toContain('model.layers.0.self_attn.o_proj.weight');
  });

  test('tied where it has no output', async () => {
    const { config } = await open(
      ggufBytes(tinyMetadata, specs(tinyTensors.filter(({ name }) => name !== 'output.weight'))),
    );
    expect(config.tied).toBe(true);
  });

  test('with its tokenizer and chat template', async () => {
    const checkpoint = await open(ggufBytes());
    const tokenizer = createTokenizer(await readTokenizerFiles(checkpoint), checkpoint.family.answerTags);
    expect(tokenizer.encode('hi<|im_end|><think>')).toEqual([256, 259, 260]);
    expect(tokenizer.decode([256, 260, 259, 261])).toBe('hi<think>');
    const chat = [{ role: 'user', content: 'hi' } as const];
    expect(tokenizer.chatPrompt(chat, { thinking: false }).ids).toEqual([256, 259]);
  });

  test("with the publisher's sampling settings", async () => {
    const sampling = { 'general.sampling.temp': 0.6, 'general.sampling.top_k': 20, 'general.sampling.top_p': 0.95 };
    const { generation } = await open(ggufBytes({ ...tinyMetadata, ...sampling }));
    expect(generation).toMatchObject({ recommended: { temperature: 0.6, topK: 20, topP: 0.95 } });
  });

  test('in parts, whichever is asked for', async () => {
    const half = tinyTensors.length / 2;
    const part = (no: number) => {
      const tensors = specs(tinyTensors.slice(no * half, (no + 1) * half));
      return ggufBytes({ ...(no === 0 ? tinyMetadata : {}), 'split.no': no, 'split.count': 2 }, tensors);
    };
    const parts = { 'tiny-00001-of-00002.gguf': part(0), 'tiny-00002-of-00002.gguf': part(1) };
    const checkpoint = await openCheckpoint(picked(parts));
    expect(checkpoint.name).toBe('tiny');
    expect(new Set(checkpoint.tensors.map(({ file }) => file))).toEqual(new Set(Object.keys(parts)));
    const swapped = { 'tiny-00001-of-00002.gguf': part(1), 'tiny-00002-of-00002.gguf': part(0) };
    expect((await refusalOf(() => openCheckpoint(picked(swapped)))).message).toBe(
      'tiny-00001-of-00002.gguf: says that it is part 2 of 2, its name is that of 1 of 2; give the parts their published names, side by side in one folder',
    );
    const alone = { 'tiny-00001-of-00002.gguf': part(0) };
    expect((await refusalOf(() => openCheckpoint(picked(alone)))).message).toBe(
      'tiny-00002-of-00002.gguf: missing from picked; add it, with all parts of the model',
    );
  });

  test('beside a config.json, but not beside safetensors', async () => {
    const config = Buffer.from('{}');
    expect((await openCheckpoint(picked({ 'config.json': config, 'a.gguf': ggufBytes() }))).name).toBe('a');
    const both = picked({ 'config.json': config, 'a.gguf': ggufBytes(), 'model.safetensors': config });
    expect((await refusalOf(() => openCheckpoint(both))).message).toMatch(/^config\.json: model_type is missing/);
  });

  test('one of several by choice', async () => {
    const several = picked({
      'a-Q8_0.gguf': ggufBytes(),
      'b/a-Q4_0.gguf': ggufBytes(),
      'mmproj-a.gguf': ggufBytes(),
      '._a-Q8_0.gguf': ggufBytes(),
    });
    expect(await refusalOf(() => openCheckpoint(several))).toEqual({
      kind: 'bad-request',
      message: 'picked: has 2 such GGUF models; choose one of them',
      choices: ['a-Q8_0.gguf', 'b/a-Q4_0.gguf'],
    });
    const nameOf = async (chosen: string) => (await openCheckpoint({ ...several, chosen })).name;
    expect(await nameOf('a-Q8_0.gguf')).toBe('a-Q8_0');
    expect(await nameOf('b/a-Q4_0.gguf')).toBe('a-Q4_0');
    expect(await nameOf('q4_0')).toBe('a-Q4_0');
    for (const chosen of ['Q4', 'a-Q4_0.gguf', 'Q8_0.gguf']) {
      expect((await refusalOf(() => nameOf(chosen))).message).toBe(
        `picked: has no GGUF model "${chosen}"; choose one of its 2`,
      );
    }
  });

  test('by the name in its address alone, where a place cannot list files', async () => {
    const plain = { ...picked({ 'a.gguf': ggufBytes() }), list: async () => null, chosen: 'a.gguf' };
    expect((await openCheckpoint(plain)).name).toBe('a');
  });
});

test('headers are read as the library of Hugging Face reads them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gguf-'));
  try {
    const path = join(folder, 'tiny.gguf');
    await writeFile(path, ggufBytes());
    const library = await readByLibrary(path, { allowLocalFile: true });
    const source = picked({ 'tiny.gguf': ggufBytes() });
    const { metadata, tensors } = await readGgufHeader(source, 'tiny.gguf', ggufBytes().length);
    const { version: _v, tensor_count: _t, kv_count: _k, ...own } = library.metadata as Record<string, unknown>;
    expect([...metadata.keys()]).toEqual(Object.keys(own));
    for (const [key, value] of metadata) {
      expect(typeof value === 'number' ? Math.fround(value) : value, key).toEqual(own[key]);
    }
    expect(tensors.map(({ name, shape, start }) => ({ name, shape, start }))).toEqual(
      library.tensorInfos.map(({ name, shape, offset }) => {
        return { name, shape: shape.map(Number).toReversed(), start: Number(library.tensorDataOffset + offset) };
      }),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.each([
  ['adapter', 'is a LoRA adapter, not a whole model; '],
  ['mmproj', 'reads pictures or sound for a model'],
  ['imatrix', 'holds statistics for quantizing'],
  ['vocab', 'holds a vocabulary alone'],
])('a file of the type %s is refused by what it is', async (type, expected) => {
  const { kind, message } = await refusalOf(() => open(ggufBytes({ ...tinyMetadata, 'general.type': type })));
  expect(kind).toBe('bad-checkpoint');
  expect(message).toContain(`tiny.gguf: ${expected}`);
});
