import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../../../e2e/fixtures/refusal.ts';
import type { GgufMetadata, GgufTensorSpec } from '../../../../tools/lib/gguf.ts';
import { openCheckpoint } from '../checkpoint.ts';
import { ggufBytes, picked, specs, tinyMetadata, tinyTensors } from './gguf.fixture.ts';

const whole = ggufBytes();
const tensors = specs(tinyTensors);

/** Where the bytes of a text are in the file: its length comes 8 bytes before. */
const at = (text: string) => whole.indexOf(text);

function edited(edit: (bytes: Buffer) => unknown): Buffer {
  const bytes = Buffer.from(whole);
  edit(bytes);
  return bytes;
}

function withKeys(keys: Record<string, GgufMetadata[string] | undefined>): Buffer {
  const entries = Object.entries({ ...tinyMetadata, ...keys }).filter(([, value]) => value !== undefined);
  return ggufBytes(Object.fromEntries(entries) as GgufMetadata);
}

function withTensor(name: string, change: Partial<GgufTensorSpec>): Buffer {
  return ggufBytes(
    tinyMetadata,
    tensors.map((tensor) => (tensor.name === name ? { ...tensor, ...change } : tensor)),
  );
}

/** The offset of a tensor in its info: behind name, count of dimensions, dimensions and type. */
const offsetOf = (name: string, dimensions: number) => at(name) + name.length + 4 + 8 * dimensions + 4;
const huge = 2n ** 60n;

describe('refused in one line with the file and the remedy:', () => {
  test.each<[string, Buffer, string]>([
    ['nothing', Buffer.alloc(0), 'ends inside its header, after 0 bytes; download the file again'],
    [
      'a pointer of Git LFS',
      Buffer.from(`version https://git-lfs.github.com/spec/v1\n`),
      'is a Git LFS pointer, not the file it stands for; run "git lfs pull"',
    ],
    ['a web page', Buffer.from('<!DOCTYPE html><html><body>'), 'is a web page, not the file that belongs here; '],
    ['another magic number', edited((bytes) => bytes.write('GGML')), 'begins with "GGML", not with GGUF; '],
    ['version 1', edited((bytes) => bytes.writeUInt32LE(1, 4)), 'is a GGUF file of version 1, not 2 or 3; convert'],
    ['version 4', edited((bytes) => bytes.writeUInt32LE(4, 4)), 'is a GGUF file of version 4, not 2 or 3; convert'],
    ['big-endian', edited((bytes) => bytes.writeUInt32BE(3, 4)), 'is a big-endian GGUF file; choose the little-endian'],
    [
      'so many tensors',
      edited((bytes) => bytes.writeBigUInt64LE(huge, 8)),
      `claims ${Number(huge)} tensors, above 65536; `,
    ],
    ['so many keys', edited((bytes) => bytes.writeBigUInt64LE(huge, 16)), `claims ${Number(huge)} keys, above 65536; `],
    [
      'a key more',
      edited((bytes) => bytes.writeBigUInt64LE(BigInt(Object.keys(tinyMetadata).length + 1), 16)),
      'the text at byte',
    ],
    [
      'so long a text',
      edited((bytes) => bytes.writeBigUInt64LE(huge, 24)),
      `the text at byte 24 claims ${Number(huge)} bytes; `,
    ],
    [
      'so long a list',
      edited((bytes) => bytes.writeBigUInt64LE(huge, at('tokenizer.ggml.merges') + 21 + 8)),
      `tokenizer.ggml.merges claims ${Number(huge)} elements; `,
    ],
    ['lists in lists', ggufWithNesting(5), '"deep" nests deeper than 4 levels; '.replaceAll('"', '')],
    [
      'a type that is none',
      edited((bytes) => bytes.writeUInt32LE(13, at('general.architecture') + 20)),
      'general.architecture has the type 13, which is none; ',
    ],
    ['text that is not UTF-8', edited((bytes) => bytes.writeUInt8(0xff, at('Tiny'))), 'is not UTF-8; '],
    [
      'a key twice',
      edited((bytes) => bytes.write('general.architecture', at('tokenizer.ggml.model'))),
      'the key general.architecture appears twice; ',
    ],
    ['cut in the header', whole.subarray(0, 1000), 'ends inside its header, after 1000 bytes; '],
    ['cut in the weights', whole.subarray(0, whole.length - 64), 'its tensors end at byte'],
    ['tensors that overlap', edited((bytes) => bytes.writeBigUInt64LE(32n, offsetOf('output.weight', 2))), 'overlap; '],
    ['a gap', edited((bytes) => bytes.writeBigUInt64LE(huge, offsetOf('blk.0.ffn_down.weight', 2))), 'leave a gap; '],
    ['a tensor twice', edited((bytes) => bytes.write('ffn_gate', at('blk.0.ffn_down') + 6)), 'appears twice; '],
    [
      'an alignment that is none',
      withKeys({ 'general.alignment': 24 }),
      'general.alignment is 24; it must be a power of two',
    ],
    ['an alignment of 0', withKeys({ 'general.alignment': 0 }), 'general.alignment is 0; it must be a power of two'],
    [
      'no dimensions',
      withTensor('output_norm.weight', { shape: [] }),
      'output_norm.weight has 0 dimensions, not 1 to 4; ',
    ],
    [
      'five dimensions',
      withTensor('output_norm.weight', { shape: [1, 1, 1, 1, 32] }),
      'has 5 dimensions, not 1 to 4; ',
    ],
    [
      'rows that are not whole blocks',
      withTensor('blk.0.attn_k.weight', { shape: [32, 33] }),
      'is [32,33], which no Q4_0 tensor can be; ',
    ],
    ['no rows', withTensor('blk.0.attn_k.weight', { shape: [0, 32] }), 'is [0,32], which no Q4_0 tensor can be; '],
    [
      'a tensor of 2^120 elements',
      withTensor('blk.0.attn_k.weight', { shape: [2 ** 60, 2 ** 60] }),
      'which no Q4_0 tensor can be; ',
    ],
    [
      'another type',
      withTensor('blk.0.attn_k.weight', { type: 10 }),
      'blk.0.attn_k.weight is stored as Q2_K; choose a file of F32, ',
    ],
    [
      'a type of later',
      withTensor('blk.0.attn_k.weight', { type: 77 }),
      'blk.0.attn_k.weight is stored as type 77; choose a file of F32, ',
    ],
    [
      'another shape',
      withTensor('blk.0.ffn_down.weight', { shape: [64, 32] }),
      'its metadata make it [32,64]; download the file again',
    ],
    [
      'another architecture',
      withKeys({ 'general.architecture': 'llama' }),
      'general.architecture is "llama"; choose a checkpoint of a Qwen3',
    ],
    [
      'no architecture',
      withKeys({ 'general.architecture': undefined }),
      'general.architecture is missing; choose a checkpoint of a Qwen3',
    ],
    [
      'a tensor of another architecture',
      withTensor('blk.0.ffn_up.weight', { name: 'blk.0.ffn_up_exps.weight' }),
      'blk.0.ffn_up_exps.weight is not a tensor of this architecture; ',
    ],
    ['no embedding', ggufBytes(tinyMetadata, tensors.slice(1)), 'has no embedding (token_embd.weight); '],
    [
      'a tensor too few',
      ggufBytes(tinyMetadata, tensors.slice(0, -1)),
      'model.layers.0.mlp.down_proj.weight is missing; download',
    ],
    ['no layers', withKeys({ 'qwen3.block_count': undefined }), 'qwen3.block_count is missing; convert'],
    [
      'a text for a number',
      withKeys({ 'qwen3.block_count': 'one' }),
      'num_hidden_layers is "one"; it must be a whole number',
    ],
    [
      'heads of two widths',
      withKeys({ 'qwen3.attention.value_length': 16 }),
      'qwen3.attention.value_length is 16, heads have 32 elements; ',
    ],
    [
      'RoPE in part of a head',
      withKeys({ 'qwen3.rope.dimension_count': 16 }),
      'qwen3.rope.dimension_count is 16, heads have 32 elements; ',
    ],
    [
      'an embedding model',
      withKeys({ 'qwen3.pooling_type': 3 }),
      'qwen3.pooling_type is 3: this model embeds or ranks text and writes none; choose',
    ],
    [
      'unknown scaling',
      withKeys({ 'qwen3.rope.scaling.type': 'yarn', 'qwen3.rope.scaling.twist': 2 }),
      'qwen3.rope.scaling.twist is 2; this RoPE scaling is not supported',
    ],
    [
      'another tokenizer',
      withKeys({ 'tokenizer.ggml.model': 'llama' }),
      'tokenizer.ggml.model is "llama"; choose a file with Qwen3',
    ],
    [
      'another pattern',
      withKeys({ 'tokenizer.ggml.pre': 'llama-bpe' }),
      'tokenizer.ggml.pre is "llama-bpe"; choose a file with Qwen3',
    ],
    ['no tokens', withKeys({ 'tokenizer.ggml.tokens': undefined }), 'tokenizer.ggml.tokens is missing; convert'],
    [
      'tokens that are numbers',
      withKeys({ 'tokenizer.ggml.tokens': Int32Array.of(1) }),
      'tokenizer.ggml.tokens is not a list of strings; ',
    ],
    [
      'types for other tokens',
      withKeys({ 'tokenizer.ggml.token_type': Int32Array.of(1) }),
      'tokenizer.ggml.token_type has 1 entries for 262 tokens; ',
    ],
    [
      'a token twice',
      withKeys({ 'tokenizer.ggml.tokens': Array<string>(262).fill('a') }),
      'tokenizer.ggml.tokens has a twice; ',
    ],
  ])('%s', async (_name, bytes, expected) => {
    const { kind, message } = await refusalOf(() => openCheckpoint(picked({ 'tiny.gguf': bytes })));
    expect(kind).toBe('bad-checkpoint');
    expect(message).toMatch(/^tiny\.gguf: [^\r\n\u2028\u2029]{1,400}; \S/);
    expect(message).toContain(expected);
  });
});

test('memory does not grow with what a header claims', async () => {
  const source = picked({ 'tiny.gguf': whole });
  const asked: number[] = [];
  const counting: typeof source = {
    ...source,
    stat: async () => ({ bytes: 2 ** 50, etag: null, sha256: null }),
    stream(path, start, end) {
      asked.push(end - start);
      return source.stream(path, start, end);
    },
  };
  await refusalOf(() => openCheckpoint(counting)).catch(() => {});
  expect(Math.max(...asked)).toBeLessThanOrEqual(2 ** 23);
});

/** A file whose first value is a list in a list in a list. */
function ggufWithNesting(depth: number): Buffer {
  const head = Buffer.alloc(24);
  head.write('GGUF');
  head.writeUInt32LE(3, 4);
  head.writeBigUInt64LE(1n, 16);
  const key = Buffer.concat([Buffer.of(4, 0, 0, 0, 0, 0, 0, 0), Buffer.from('deep'), Buffer.of(9, 0, 0, 0)]);
  const level = Buffer.of(9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
  return Buffer.concat([head, key, ...Array.from({ length: depth }, () => level), Buffer.alloc(64)]);
}
