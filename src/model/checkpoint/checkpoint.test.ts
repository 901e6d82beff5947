import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refusalOf } from '../../../e2e/fixtures/refusal.ts';
import {
  pickFolder,
  writeTinyCheckpoint,
  type TinyOptions,
  type TinyTensor,
} from '../../../e2e/fixtures/tiny_checkpoint.ts';
import { readTensors } from './safetensors/blocks.ts';
import { openCheckpoint, type Checkpoint } from './checkpoint.ts';
import { ContentHash } from './safetensors/hash.ts';
import { fileSource } from './sources/files.ts';
import type { Source } from './sources/source.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'checkpoint-'));
});
afterEach(() => rm(dir, { recursive: true }));

async function source(options?: TinyOptions): Promise<Source> {
  await writeTinyCheckpoint(dir, options);
  return fileSource('picked', await pickFolder(dir));
}

async function hash(checkpoint: Checkpoint): Promise<string> {
  const content = await ContentHash.start(checkpoint);
  for await (const block of readTensors(checkpoint, { signal: new AbortController().signal })) await content.add(block);
  return content.finish(checkpoint.config);
}

describe('reads', () => {
  test('a tied model in one file', async () => {
    const checkpoint = await openCheckpoint(await source());
    expect(checkpoint).toMatchObject({ name: 'picked', parameters: 10928, weightBytes: 43712, dtypes: ['F32'] });
    expect(checkpoint.generation.eosTokenIds).toEqual([7]);
    expect(checkpoint.tensors).toHaveLength(24);
    expect(checkpoint.tensors[0]).toMatchObject({
      name: 'model.embed_tokens.weight',
      file: 'model.safetensors',
      shape: [17, 24],
    });
  });

  test('an untied model in three shards, matrices BF16 and norms F32', async () => {
    const mixed = (all: TinyTensor[]) =>
      all.map((tensor): TinyTensor => (tensor.shape.length === 2 ? { ...tensor, dtype: 'BF16' } : tensor));
    const options = { config: { tie_word_embeddings: false }, shards: 3, tensors: mixed };
    const checkpoint = await openCheckpoint(await source(options));
    const norms = 2 * (24 + 24 + 8 + 8) + 24;
    expect(checkpoint).toMatchObject({
      parameters: 10928 + 17 * 24,
      weightBytes: 2 * (10928 + 17 * 24) + 2 * norms,
      dtypes: ['BF16', 'F32'],
    });
    expect(new Set(checkpoint.tensors.map(({ file }) => file)).size).toBe(3);
  });

  test('model.safetensors rather than an index, as transformers does', async () => {
    const picked = await source();
    await writeFile(join(dir, 'model.safetensors.index.json'), 'not read');
    expect(await openCheckpoint(picked)).toMatchObject({ parameters: 10928 });
  });
});

describe('a tied model that stores its head', () => {
  const withHead = (head: Partial<TinyTensor>) => (all: TinyTensor[]) => [
    { name: 'lm_head.weight', dtype: 'F32', shape: [17, 24], ...head } satisfies TinyTensor,
    ...all,
  ];
  const copyOf = 'model.embed_tokens.weight';

  test('is the model without it when the head is a copy', async () => {
    const plain = await openCheckpoint(await source());
    const plainHash = await hash(plain);
    const doubled = await openCheckpoint(await source({ tensors: withHead({ copyOf }) }));
    expect(doubled).toMatchObject({ parameters: plain.parameters, weightBytes: plain.weightBytes });
    expect(doubled.tensors.map(({ name }) => name)).toEqual(plain.tensors.map(({ name }) => name));
    expect(await hash(doubled)).toBe(plainHash);
  });

  test.each<[string, Partial<TinyTensor>, string]>([
    ['of other values', {}, 'is no copy of model.embed_tokens.weight'],
    ['of another type', { copyOf, dtype: 'BF16' }, 'is no copy of model.embed_tokens.weight'],
    [
      'of another shape',
      { copyOf, shape: [16, 24] },
      'shape of lm_head.weight is [16,24], config.json makes it [17,24]',
    ],
  ])('is refused when the head is %s', async (_name, head, expected) => {
    const picked = await source({ tensors: withHead(head) });
    const { kind, message } = await refusalOf(() => openCheckpoint(picked));
    expect(kind).toBe('bad-checkpoint');
    expect(message).toContain(expected);
  });
});

describe('the content hash', () => {
  const baseline = async () => hash(await openCheckpoint(await source()));

  test.each<[string, TinyOptions]>([
    ['shards', { shards: 4 }],
    ['the order of tensors', { tensors: (all) => all.toReversed() }],
    ['config fields that do not concern the model', { config: { torch_dtype: 'bfloat16', eos_token_id: 3 } }],
  ])('does not depend on %s', async (_name, options) => {
    expect(await hash(await openCheckpoint(await source(options)))).toBe(await baseline());
  });

  test.each<[string, TinyOptions]>([
    ['a weight', { tensors: (all) => all.map((tensor, i) => (i === 9 ? { ...tensor, copyOf: 'other' } : tensor)) }],
    ['a type', { tensors: (all) => all.map((tensor, i) => (i === 9 ? { ...tensor, dtype: 'BF16' } : tensor)) }],
    ['the config', { config: { rope_theta: 5000000 } }],
    ['which tensor has which values', { tensors: swapNorms }],
  ])('depends on %s', async (_name, options) => {
    expect(await hash(await openCheckpoint(await source(options)))).not.toBe(await baseline());
  });
});

function swapNorms(all: TinyTensor[]): TinyTensor[] {
  const other: Record<string, string> = {
    'model.layers.0.input_layernorm.weight': 'model.layers.1.input_layernorm.weight',
    'model.layers.1.input_layernorm.weight': 'model.layers.0.input_layernorm.weight',
  };
  return all.map((tensor) => ({ ...tensor, copyOf: other[tensor.name] ?? tensor.name }));
}
