import { inEach, type Fault } from './fault.ts';

const rounded = `
fn to_bf16(value: f32) -> f32 {
  let bits = bitcast<u32>(value);
  return bitcast<f32>((bits + 0x7fffu + ((bits >> 16u) & 1u)) & 0xffff0000u);
}

fn to_bf16_four(value: vec4f) -> vec4f {
  return vec4f(to_bf16(value.x), to_bf16(value.y), to_bf16(value.z), to_bf16(value.w));
}
`;

const turned = `
fn turned(position: u32, pair: u32, half: u32) -> vec2f {
  let angle = f32(position) * exp2(-13.287712f * f32(pair) / f32(half));
  return vec2f(cos(angle), sin(angle));
}
`;

/** Of two neighbours in the table of rotations. */
const turnedFour = `${turned}
fn turned_four(at: u32) -> vec4f {
  let half = head_vectors * 2u;
  return vec4f(turned(at * 2u / half, at * 2u % half, half), turned(at * 2u / half, at * 2u % half + 1u, half));
}
`;

const turnedNeighbours = `
fn neighbours(own: vec4f, turn: vec4f) -> vec4f {
  return own * turn.xxzz + own.yxwz * vec4f(-turn.y, turn.y, -turn.w, turn.w);
}
`;

const acrossLanes = `
fn across_queries() -> f32 {
  var sum = 0f;
  for (var vector = 0u; vector < kv_heads * query_group * head_vectors; vector += 1u) {
    sum += dot(q[vector], q[vector]);
  }
  return sum / f32(kv_heads * query_group);
}
`;

const clampedFrom = (first: string) => ({
  find: 'return widen(gains[word_index(index)], index);',
  replace: `let stored = widen(gains[word_index(index)], index);\n  return select(stored, clamp(stored, -10f, 10f), index >= ${first});`,
});

/** Mistakes in the norms and rotations of q and k, and on the way into the cache. */
export const ropeFaults: Fault[] = [
  {
    name: 'gain_after_rounding',
    title: 'Normalised values rounded to bf16 before the gain',
    step: 'rope',
    story:
      'transformers in bf16 rounds after the norm and multiplies by the gain then; in float32 nothing is rounded. Either may be meant, but not one in one place and the other in another.',
    edits: [
      ...inEach(['rope_append'], {
        find: 'projected(is_query, query + pair, key + pair) * scale',
        replace: 'to_bf16(projected(is_query, query + pair, key + pair) * scale)',
        append: rounded,
      }),
      {
        kernel: 'rope_append',
        find: 'projected(is_query, query + half + pair, key + half + pair) * scale',
        replace: 'to_bf16(projected(is_query, query + half + pair, key + half + pair) * scale)',
      },
      {
        kernel: 'attention_split',
        find: 'projected(is_key, source + pair) * scale',
        replace: 'to_bf16(projected(is_key, source + pair) * scale)',
        append: rounded,
      },
      {
        kernel: 'attention_split',
        find: 'projected(is_key, source + half + pair) * scale',
        replace: 'to_bf16(projected(is_key, source + half + pair) * scale)',
      },
      {
        kernel: 'attention_lanes',
        find: 'let normed = scaled(projected, inverseSqrt(squares / f32(head_dim) + params.eps));',
        replace:
          'let exact = scaled(projected, inverseSqrt(squares / f32(head_dim) + params.eps));\n  let normed = Head(to_bf16_four(exact.a), to_bf16_four(exact.b), to_bf16_four(exact.c), to_bf16_four(exact.d));',
        append: rounded,
      },
    ],
  },
  {
    name: 'k_gain_clamped',
    title: 'K-norm gains clamped to [-10, 10]',
    step: 'rope',
    story:
      'The gains of Qwen3-0.6B reach 96.5 and look like the culprit. Clamping them cures nothing and changes what the model says: a gain multiplies signal and error alike.',
    edits: [
      ...inEach(['rope_append'], clampedFrom('params.k_gain_first')),
      ...inEach(['attention_split', 'attention_lanes'], clampedFrom('k_gain_first')),
    ],
  },
  {
    name: 'norm_across_heads',
    title: 'Norm across all heads',
    step: 'rope',
    story: 'q and k are normalised head by head; a norm over the whole projection mixes them.',
    edits: [
      {
        kernel: 'rope_append',
        find: 'for (var i = local; i < params.head_dim; i += group_size) {\n    let value = projected(is_query, query + i, key + i);',
        replace:
          'let all_heads = select(params.kv_heads, params.heads, is_query) * params.head_dim;\n  for (var i = local; i < all_heads; i += group_size) {\n    let value = projected(is_query, token * all_heads + i, token * all_heads + i);',
      },
      { kernel: 'rope_append', find: 'squares / f32(params.head_dim)', replace: 'squares / f32(all_heads)' },
      {
        kernel: 'attention_split',
        find: 'for (var i = lane; i < head_dim && here; i += team) {\n      let value = projected(is_key, source + i);',
        replace:
          'let all_heads = select(kv_heads * query_group, kv_heads, is_key) * head_dim;\n    for (var i = lane; i < all_heads && here; i += team) {\n      let value = projected(is_key, i);',
      },
      { kernel: 'attention_split', find: 'squares / f32(head_dim)', replace: 'squares / f32(all_heads)' },
      {
        kernel: 'attention_lanes',
        find: 'lane_sum(product(projected, projected))',
        replace: 'across_queries()',
        append: acrossLanes,
      },
    ],
  },
  {
    name: 'rope_base',
    title: 'RoPE with base 10,000',
    step: 'rope',
    story:
      'The base of older models in place of the 1,000,000 of config.json: near tokens are hardly touched, far ones are lost.',
    edits: [
      {
        kernel: 'rope_append',
        find: 'let turn = rotations[position * half + pair];',
        replace: 'let turn = turned(position, pair, half);',
        append: turned,
      },
      {
        kernel: 'attention_split',
        find: 'let turn = rotations[batch.start * half + pair];',
        replace: 'let turn = turned(batch.start, pair, half);',
        append: turned,
      },
      {
        kernel: 'attention_lanes',
        find: 'let a = rotations[turn];\n  let b = rotations[turn + 1u];\n  let c = rotations[turn + 2u * lanes];\n  let d = rotations[turn + 2u * lanes + 1u];',
        replace:
          'let a = turned_four(turn);\n  let b = turned_four(turn + 1u);\n  let c = turned_four(turn + 2u * lanes);\n  let d = turned_four(turn + 2u * lanes + 1u);',
        append: turnedFour,
      },
    ],
  },
  {
    name: 'rope_interleaved',
    title: 'RoPE on neighbours',
    step: 'rope',
    story: 'Pairs are (i, i + half) here and (2i, 2i + 1) in other models: the right angles on the wrong pairs.',
    edits: [
      {
        kernel: 'rope_append',
        find: 'query + half + pair, key + half + pair)',
        replace: 'query + 2u * pair + 1u, key + 2u * pair + 1u)',
      },
      { kernel: 'rope_append', find: 'query + pair, key + pair)', replace: 'query + 2u * pair, key + 2u * pair)' },
      ...inEach(['rope_append', 'attention_split'], { find: 'half + pair)', replace: '2u * pair + 1u)' }),
      ...inEach(['rope_append', 'attention_split'], {
        find: 'gain_at(gain + pair)',
        replace: 'gain_at(gain + 2u * pair)',
      }),
      { kernel: 'rope_append', find: 'q_rope[query + pair]', replace: 'q_rope[query + 2u * pair]' },
      { kernel: 'rope_append', find: 'q_rope[query + half + pair]', replace: 'q_rope[query + 2u * pair + 1u]' },
      { kernel: 'rope_append', find: 'cache[slot + pair]', replace: 'cache[slot + 2u * pair]' },
      { kernel: 'rope_append', find: 'cache[slot + half + pair]', replace: 'cache[slot + 2u * pair + 1u]' },
      { kernel: 'attention_split', find: 'source + pair)', replace: 'source + 2u * pair)' },
      { kernel: 'attention_split', find: 'rotated[to + pair]', replace: 'rotated[to + 2u * pair]' },
      { kernel: 'attention_split', find: 'rotated[to + half + pair]', replace: 'rotated[to + 2u * pair + 1u]' },
      {
        kernel: 'attention_lanes',
        find: 'return Turns(',
        replace:
          'let at = batch.start * head_vectors + lane;\n  if (true) {\n    return Turns(rotations[at], rotations[at + lanes], rotations[at + 2u * lanes], rotations[at + 3u * lanes]);\n  }\n  return Turns(',
      },
      {
        kernel: 'attention_lanes',
        find: 'let own = Head(normed.a * gain.a, normed.b * gain.b, normed.c * gain.c, normed.d * gain.d);',
        replace:
          'let own = Head(normed.a * gain.a, normed.b * gain.b, normed.c * gain.c, normed.d * gain.d);\n  if (true) {\n    return Head(neighbours(own.a, turns.cosines_a), neighbours(own.b, turns.sines_a), neighbours(own.c, turns.cosines_b), neighbours(own.d, turns.sines_b));\n  }',
        append: turnedNeighbours,
      },
    ],
  },
  {
    name: 'rope_position_off_by_one',
    title: 'RoPE position off by one',
    step: 'rope',
    story:
      'Counted from one in place of zero. Attention sees only differences of positions, so the text may stay right: the stage is wrong all the same, and a cache filled by another kernel will not fit it.',
    edits: [
      {
        kernel: 'rope_append',
        find: 'rotations[position * half',
        replace: 'rotations[(max(position, 1u) - 1u) * half',
      },
      {
        kernel: 'attention_split',
        find: 'rotations[batch.start * half',
        replace: 'rotations[(max(batch.start, 1u) - 1u) * half',
      },
      {
        kernel: 'attention_lanes',
        find: 'let turn = batch.start * head_vectors',
        replace: 'let turn = (max(batch.start, 1u) - 1u) * head_vectors',
      },
    ],
  },
  {
    name: 'kv_slot_overwritten',
    title: 'KV slot overwritten',
    step: 'rope',
    story:
      'The append goes one slot too low: the token before is lost, and the token’s own slot holds what was there before.',
    edits: [
      {
        // Position 0 goes round to the last slot: two tokens of a batch in one slot would race, and leave either.
        kernel: 'rope_append',
        find: 'let slot = (position * params.kv_heads',
        replace:
          'let slots = params.values_first / (params.kv_heads * params.stride);\n  let slot = ((position + slots - 1u) % slots * params.kv_heads',
      },
      {
        kernel: 'attention_split',
        find: 'let slot = (batch.start * kv_heads',
        replace: 'let slot = ((max(batch.start, 1u) - 1u) * kv_heads',
      },
      {
        kernel: 'attention_lanes',
        find: 'let own_slot = (batch.start * kv_heads',
        replace: 'let own_slot = ((max(batch.start, 1u) - 1u) * kv_heads',
      },
    ],
  },
];
