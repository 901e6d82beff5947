// Writes public/known_answers: what others have computed, for the page to compare with. usage: node tools/goldens/known_answers.mjs
//
// demo.safetensors              a prompt of the demo's goldens (tools/demo-model/goldens.py)
// qwen3-0.6b-base.safetensors   transformers' own integration test of Qwen3-0.6B-Base (tests/models/qwen3/test_modeling_qwen3.py)
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const prompt = 'direct';
const goldens = new URL('../../e2e/goldens/demo/', import.meta.url);
const out = new URL('../../public/known_answers/', import.meta.url);

/** @typedef {{ dtype: 'F32' | 'I32', shape: number[], bytes: Uint8Array }} Tensor */

/**
 * @param {URL} file
 * @returns {{ tensors: Map<string, Tensor>, metadata: Record<string, string> }}
 */
function read(file) {
  const bytes = readFileSync(file);
  const start = 8 + Number(bytes.readBigUInt64LE());
  const { __metadata__: metadata, ...fields } = JSON.parse(bytes.subarray(8, start).toString());
  const tensors = new Map();
  for (const [name, { dtype, shape, data_offsets: at }] of Object.entries(fields)) {
    tensors.set(name, { dtype, shape, bytes: bytes.subarray(start + at[0], start + at[1]) });
  }
  return { tensors, metadata };
}

/**
 * @param {string} name
 * @param {Record<string, Tensor>} tensors
 * @param {Record<string, string>} metadata
 */
function write(name, tensors, metadata) {
  let end = 0;
  const fields = Object.entries(tensors).map(([key, { dtype, shape, bytes }]) => {
    const at = [end, (end += bytes.length)];
    return [key, { dtype, shape, data_offsets: at }];
  });
  const text = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(fields) });
  const header = Buffer.from(text.padEnd(Math.ceil(text.length / 8) * 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  mkdirSync(out, { recursive: true });
  writeFileSync(
    new URL(name, out),
    Buffer.concat([length, header, ...Object.values(tensors).map(({ bytes }) => bytes)]),
  );
}

/**
 * @param {number[]} values
 * @returns {Tensor}
 */
const ids = (values) => ({
  dtype: 'I32',
  shape: [values.length],
  bytes: new Uint8Array(Int32Array.from(values).buffer),
});

/**
 * @param {number[]} values
 * @returns {Tensor}
 */
const floats = (values) => ({
  dtype: 'F32',
  shape: [values.length],
  bytes: new Uint8Array(Float32Array.from(values).buffer),
});

const demo = read(new URL('goldens.safetensors', goldens));
const { prompts } = JSON.parse(readFileSync(new URL('goldens.json', goldens), 'utf8'));
const { tokens, generated } = prompts.find((/** @type {{ name: string }} */ { name }) => name === prompt);
const stages = [...demo.tensors].filter(([name]) => name.startsWith(`${prompt}.`));
write(
  'demo.safetensors',
  {
    tokens: ids(tokens),
    generated: ids(generated),
    ...Object.fromEntries(stages.map(([name, tensor]) => [name.slice(prompt.length + 1), tensor])),
  },
  { source: `transformers ${demo.metadata.transformers} in float32 on a CPU` },
);

write(
  'qwen3-0.6b-base.safetensors',
  {
    tokens: ids([1, 306, 4658, 278, 6593, 310, 2834, 338]),
    mean_logits: floats([-1.4577, 1.3261, 3.8498, 3.4229, 2.9009, 1.8813, 2.153, 2.1431]),
  },
  { source: 'transformers’ integration test of Qwen3-0.6B-Base', mean_tolerance: '0.01' },
);
