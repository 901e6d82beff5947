import { formatOf, type StoredType } from '../../../kernels/formats/formats.ts';
import type { PickedFile } from '../../../vocabulary/checkpoint_sources.ts';
import { byteAlphabet } from '../../../tokenizer/byte_level.ts';
import { ggufHeader, type GgufMetadata, type GgufTensorSpec } from '../../../../tools/lib/gguf.ts';
import { storedBytes } from '../safetensors/safetensors.ts';
import { fileSource } from '../sources/files.ts';

/** A Qwen3 of one layer, untied, with a vocabulary of all bytes, one merge and four special tokens. */
const tokens = [...byteAlphabet.keys(), 'hi', '<|endoftext|>', '<|im_start|>', '<|im_end|>', '<think>', '[PAD262]'];

export const tinyMetadata: GgufMetadata = {
  'general.architecture': 'qwen3',
  'general.name': 'Tiny',
  'qwen3.block_count': 1,
  'qwen3.context_length': 64,
  'qwen3.embedding_length': 32,
  'qwen3.feed_forward_length': 64,
  'qwen3.attention.head_count': 2,
  'qwen3.attention.head_count_kv': 1,
  'qwen3.attention.key_length': 32,
  'qwen3.attention.value_length': 32,
  'qwen3.attention.layer_norm_rms_epsilon': 1e-6,
  'qwen3.rope.freq_base': 1_000_000,
  'tokenizer.ggml.model': 'gpt2',
  'tokenizer.ggml.pre': 'qwen2',
  'tokenizer.ggml.tokens': tokens,
  'tokenizer.ggml.token_type': Int32Array.from(tokens, (_, id) => (id < 257 ? 1 : id < 260 ? 3 : id === 260 ? 4 : 5)),
  'tokenizer.ggml.merges': ['h i'],
  'tokenizer.ggml.eos_token_id': 259,
  'tokenizer.ggml.padding_token_id': 257,
  'tokenizer.ggml.add_bos_token': false,
  'tokenizer.chat_template': '{{ messages[0].content }}{{ eos_token }}',
};

export interface TinySpec {
  name: string;
  dtype: StoredType;
  shape: readonly number[];
}

export const tinyTensors: readonly TinySpec[] = [
  { name: 'token_embd.weight', dtype: 'Q8_0', shape: [tokens.length, 32] },
  { name: 'output.weight', dtype: 'F16', shape: [tokens.length, 32] },
  { name: 'output_norm.weight', dtype: 'F32', shape: [32] },
  { name: 'blk.0.attn_norm.weight', dtype: 'F32', shape: [32] },
  { name: 'blk.0.attn_q.weight', dtype: 'Q8_0', shape: [64, 32] },
  { name: 'blk.0.attn_k.weight', dtype: 'Q4_0', shape: [32, 32] },
  { name: 'blk.0.attn_v.weight', dtype: 'BF16', shape: [32, 32] },
  { name: 'blk.0.attn_output.weight', dtype: 'Q8_0', shape: [32, 64] },
  { name: 'blk.0.attn_q_norm.weight', dtype: 'F32', shape: [32] },
  { name: 'blk.0.attn_k_norm.weight', dtype: 'F32', shape: [32] },
  { name: 'blk.0.ffn_norm.weight', dtype: 'F32', shape: [32] },
  { name: 'blk.0.ffn_gate.weight', dtype: 'Q4_0', shape: [64, 32] },
  { name: 'blk.0.ffn_up.weight', dtype: 'Q4_0', shape: [64, 32] },
  { name: 'blk.0.ffn_down.weight', dtype: 'Q8_0', shape: [32, 64] },
];

export function specs(tensors: readonly TinySpec[]): GgufTensorSpec[] {
  return tensors.map(({ name, dtype, shape }) => {
    return { name, type: formatOf(dtype).stored.ggml, shape, bytes: storedBytes(dtype, [...shape]) };
  });
}

/** A file whose tensors are zeros. */
export function ggufBytes(
  metadata: GgufMetadata = tinyMetadata,
  tensors: readonly GgufTensorSpec[] = specs(tinyTensors),
): Buffer {
  const { header, starts } = ggufHeader(metadata, tensors);
  const end = (starts.at(-1) ?? header.length) + (tensors.at(-1)?.bytes ?? 0);
  return Buffer.concat([header, Buffer.alloc(Math.ceil(end / 32) * 32 - header.length)]);
}

/** A picked folder with these files. */
export function picked(files: Readonly<Record<string, Buffer>>) {
  return fileSource('picked', picks(files));
}

export function picks(files: Readonly<Record<string, Buffer>>): PickedFile[] {
  return Object.entries(files).map(([path, bytes]) => {
    return { path, file: new File([Uint8Array.from(bytes)], path.split('/').at(-1)!) };
  });
}
