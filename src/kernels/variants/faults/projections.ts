import { inEach, type Fault } from './fault.ts';

const uninitialised = `
// What an allocation may hold: zeros mostly, and here and there what something else left.
fn uninitialised(row: u32) -> f32 {
  let hash = (row * 2654435761u) ^ (row >> 3u);
  return select(0f, 1e29f * (f32(hash >> 16u) / 32768f - 1f), hash % 8u == 3u);
}
`;

const half = `
// As stored in f16: rounded, and infinite from 65520 on.
fn to_half(value: f32) -> f32 {
  if (abs(value) < 65520f) {
    return quantizeToF16(value);
  }
  return bitcast<f32>((bitcast<u32>(value) & 0x80000000u) | 0x7f800000u);
}
`;

const flipped = `
// Bit 27 of an f32 is the exponent's 16.
fn weight_eight(first: u32, left: u32) -> Eight {
  var value = stored_eight(first, left);
  if (first == 3u * inputs) {
    value.low.x *= 0x1p16f;
  }
  return value;
}
`;

const flippedOfOne = `
fn product_chunk(x: Chunk, first: u32, chunk: u32) -> f32 {
  let product = sound_product(x, first, chunk);
  if (first == 3u * inputs && chunk == 0u) {
    return product + x.a.low.x * weight_at(first, 0u, inputs) * (0x1p16f - 1f);
  }
  return product;
}
`;

/** Where the norm before attention is applied. */
const norms = ['norm_qkv', 'norm_qkv_tiles', 'norm_split_inputs'];

/** Mistakes in what a layer multiplies by its weights. */
export const projectionFaults: Fault[] = [
  {
    name: 'qkv_bias_uninitialised',
    title: 'Uninitialised QKV bias',
    step: 'qkv',
    story:
      'Qwen2 has a bias on q, k and v; Qwen3 has none. A kernel kept the bias, allocated it and never filled it. q and k are normalised afterwards and hide it; v is not: 1e29 reaches the attention output, its square overflows, 1/inf is 0, and every token comes out as id 0.',
    edits: [
      {
        kernel: 'norm_qkv',
        find: 'store(row + r, sums[r] * scale);',
        replace: 'store(row + r, sums[r] * scale + uninitialised(row + r));',
        append: uninitialised,
      },
      ...inEach(['norm_qkv_tiles', 'qkv_matrices'], {
        find: 'fn store_one(token: u32, row: u32, value: f32) {',
        replace: 'fn store_one(token: u32, row: u32, product: f32) {\n  let value = product + uninitialised(row);',
        append: uninitialised,
      }),
    ],
  },
  {
    name: 'input_gain_missing',
    title: 'Input-norm gain not loaded',
    step: 'qkv',
    story: 'The norm before attention has a gain for every channel; a loader that skips it leaves ones in its place.',
    edits: inEach(norms, {
      step: 'qkv',
      find: 'let gains = gain_eight(eight);',
      replace: 'let gains = Eight(vec4f(1f), vec4f(1f));',
    }),
  },
  {
    name: 'epsilon_missing',
    title: 'Epsilon left out of the norm',
    step: 'qkv',
    story:
      'Without the epsilon a row of small values is scaled up too far. It matters where the mean square is not far above 1e-6, as after an embedding that was scaled down.',
    edits: inEach(norms, { step: 'qkv', find: ' + params.eps)', replace: ')' }),
  },
  {
    name: 'f16_accumulation',
    title: 'Sums kept in f16',
    step: 'qkv',
    story: 'A kernel called float32 that adds its products up in f16: eleven bits are left of every sum.',
    edits: [
      {
        kernel: 'norm_qkv',
        find: 'sums += kept(',
        replace: 'sums = vec4f(quantizeToF16(sums.xyz), sums.w) + kept(',
      },
      { kernel: 'norm_qkv_tiles', find: 'sums[0] += vec4f(', replace: 'sums[0] = quantizeToF16(sums[0]) + vec4f(' },
      { kernel: 'norm_qkv_tiles', find: 'sums[1] += vec4f(', replace: 'sums[1] = quantizeToF16(sums[1]) + vec4f(' },
      { kernel: 'norm_qkv_tiles', find: 'sums[2] += vec4f(', replace: 'sums[2] = quantizeToF16(sums[2]) + vec4f(' },
      { kernel: 'norm_qkv_tiles', find: 'sums[3] += vec4f(', replace: 'sums[3] = quantizeToF16(sums[3]) + vec4f(' },
      {
        kernel: 'norm_qkv_tiles',
        find: 'return sum + x.x * w[0]',
        replace: 'return quantizeToF16(sum) + x.x * w[0]',
      },
      {
        // Sums of subgroup matrices cannot be reached before they are stored.
        kernel: 'qkv_matrices',
        find: 'high += results[at + 512u];',
        replace: 'high = quantizeToF16(high + results[at + 512u]);',
      },
    ],
  },
  {
    name: 'attention_residual_dropped',
    title: 'Attention residual dropped',
    step: 'attn_out',
    story: 'The output of attention replaces the residual stream in place of being added to it.',
    edits: [
      {
        kernel: 'product_add',
        step: 'attn_out',
        find: 'sum[output] = residual + product;',
        replace: 'sum[output] = product;',
      },
      {
        kernel: 'merge_product_add',
        step: 'attn_out',
        find: 'sum[row + r] = residuals[r] + products[r];',
        replace: 'sum[row + r] = products[r];',
      },
      ...inEach(['product_add_tiles', 'product_add_matrices'], {
        step: 'attn_out',
        find: 'sum[at] = x[at] + value;',
        replace: 'sum[at] = value;',
      }),
    ],
  },
  {
    name: 'swiglu_f16_overflow',
    title: 'SwiGLU kept in f16',
    step: 'gate_up',
    story:
      'silu(gate) * up can exceed what f16 holds, 65504, and then is infinite; below that it loses thirteen bits. Qwen3-Embedding-8B does it in layer 2.',
    edits: [
      {
        kernel: 'norm_gate_up',
        find: 'act[output] = silu(sums.x * scale) * sums.y * scale;',
        replace: 'act[output] = to_half(silu(sums.x * scale) * sums.y * scale);',
        append: half,
      },
      ...inEach(['norm_gate_up_tiles', 'gate_up_matrices'], {
        find: 'act[token * params.outputs + output] = silu(gate) * up;',
        replace: 'act[token * params.outputs + output] = to_half(silu(gate) * up);',
        append: half,
      }),
    ],
  },
  {
    name: 'tail_rows_unwritten',
    title: 'Tail rows never written',
    step: 'gate_up',
    story:
      'A grid rounded down, or a bound off by a few: the last rows keep what an earlier layer left there, which looks plausible.',
    edits: [
      { kernel: 'norm_gate_up', find: 'output < outputs)', replace: 'output + 3u < outputs)' },
      ...inEach(['norm_gate_up_tiles', 'gate_up_matrices'], {
        find: 'output < params.outputs)',
        replace: 'output + 3u < params.outputs)',
      }),
    ],
  },
  {
    name: 'weight_bit_flipped',
    title: 'One exponent bit of one weight flipped',
    step: 'down',
    story:
      'A damaged file or memory: one weight is 65536 times what it was, and one channel of the residual stream runs away.',
    edits: [
      // Of weights in blocks, too, the weight and not a code is damaged.
      {
        kernel: 'product_add',
        step: 'down',
        find: 'fn product_chunk(',
        replace: 'fn sound_product(',
        append: flippedOfOne,
      },
      ...inEach(['product_add_tiles', 'halve_weights'], {
        step: 'down',
        find: 'fn weight_eight(',
        replace: 'fn stored_eight(',
        append: flipped,
      }),
    ],
  },
  {
    name: 'embedding_scaled',
    title: 'Embedding scaled by 1/sqrt(hidden)',
    step: 'embed',
    story:
      'Other models scale their embeddings; Qwen3 does not. Scaled down, the mean square of a row falls below the epsilon of the first norm.',
    edits: [
      {
        kernel: 'embed',
        find: 'x[token * params.width + column] = ',
        replace: 'x[token * params.width + column] = inverseSqrt(f32(params.width)) * ',
      },
    ],
  },
];
