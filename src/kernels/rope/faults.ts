import { faultsOf } from '../variants/fault.ts';

const bf16 = `
fn to_bf16(value: f32) -> f32 {
  let bits = bitcast<u32>(value);
  return bitcast<f32>((bits + 0x7fffu + ((bits >> 16u) & 1u)) & 0xffff0000u);
}
`;

const bf16Head = `${bf16}
fn to_bf16_four(value: vec4f) -> vec4f {
  return vec4f(to_bf16(value.x), to_bf16(value.y), to_bf16(value.z), to_bf16(value.w));
}

fn to_bf16_head(value: Head) -> Head {
  return Head(to_bf16_four(value.a), to_bf16_four(value.b), to_bf16_four(value.c), to_bf16_four(value.d));
}
`;

const allQueries = `
fn across_queries() -> f32 {
  var sum = 0f;
  for (var vector = 0u; vector < kv_heads * query_group * head_vectors; vector += 1u) {
    sum += dot(q[vector], q[vector]);
  }
  return sum / f32(kv_heads * query_group);
}
`;

const allQueriesOfToken = `
fn across_queries() -> f32 {
  let vectors = kv_heads * query_group * head_vectors;
  var sum = 0f;
  for (var vector = 0u; vector < vectors; vector += 1u) {
    sum += dot(q[token * vectors + vector], q[token * vectors + vector]);
  }
  return sum / f32(kv_heads * query_group);
}
`;

const base10000 = `
fn turned(position: u32, pair: u32, half: u32) -> vec2f {
  let angle = f32(position) * exp2(-13.287712f * f32(pair) / f32(half));
  return vec2f(cos(angle), sin(angle));
}
`;

/** Of two neighbours in the table of rotations. */
const base10000OfTwo = `${base10000}
fn turned_four(at: u32) -> vec4f {
  let half = head_vectors * 2u;
  return vec4f(turned(at * 2u / half, at * 2u % half, half), turned(at * 2u / half, at * 2u % half + 1u, half));
}
`;

const neighbourTurns = `
fn neighbour_turns(turn: u32, lane: u32) -> Turns {
  let at = turn - lane;
  return Turns(rotations[at], rotations[at + lanes], rotations[at + 2u * lanes], rotations[at + 3u * lanes]);
}
`;

const turnedNeighbours = `
fn turned_head(own: Head, turns: Turns) -> Head {
  return Head(
    turned_neighbours(own.a, turns.cosines_a), turned_neighbours(own.b, turns.sines_a),
    turned_neighbours(own.c, turns.cosines_b), turned_neighbours(own.d, turns.sines_b),
  );
}

fn turned_neighbours(own: vec4f, turn: vec4f) -> vec4f {
  return own * turn.xxzz + own.yxwz * vec4f(-turn.y, turn.y, -turn.w, turn.w);
}
`;

const byLanes = ['attention_lanes', 'append_few', 'attention_few'];

/** Mistakes in the norms and rotations of q and k, and in the append to the cache. */
export const faults = faultsOf(
  'rope',
  [
    {
      name: 'gain_after_rounding',
      edits: [
        {
          kernels: ['rope_append', 'attention_split'],
          place: 'normed',
          replace: 'to_bf16($0)',
          append: bf16,
        },
        { kernels: byLanes, place: 'normed', replace: 'to_bf16_head($0)', append: bf16Head },
      ],
    },
    {
      name: 'k_gain_clamped',
      edits: [
        {
          kernels: ['rope_append'],
          place: 'qk_gain',
          replace: 'select($0, clamp($0, -10f, 10f), index >= params.k_gain_first)',
        },
        {
          kernels: ['attention_split', ...byLanes],
          place: 'qk_gain',
          replace: 'select($0, clamp($0, -10f, 10f), index >= k_gain_first)',
        },
      ],
    },
    {
      name: 'norm_across_heads',
      edits: [
        {
          kernels: ['rope_append'],
          place: 'norm_width',
          replace: 'select(params.kv_heads, params.heads, is_query) * $0',
        },
        {
          kernels: ['rope_append'],
          place: 'norm_element',
          replace: 'token * select(params.kv_heads, params.heads, is_query) * params.head_dim + i',
        },
        {
          kernels: ['attention_split'],
          place: 'norm_width',
          replace: 'select(kv_heads * query_group, kv_heads, is_key) * $0',
        },
        { kernels: ['attention_split'], place: 'norm_element', replace: 'projected(is_key, i)' },
        { kernels: ['attention_lanes'], place: 'norm_squares', replace: 'across_queries()', append: allQueries },
        {
          kernels: ['append_few', 'attention_few'],
          place: 'norm_squares',
          replace: 'across_queries()',
          append: allQueriesOfToken,
        },
      ],
    },
    {
      name: 'rope_base',
      edits: [
        {
          kernels: ['rope_append'],
          place: 'rotation',
          replace: 'turned(position, pair, half)',
          append: base10000,
        },
        {
          kernels: ['attention_split'],
          place: 'rotation',
          replace: 'turned(batch.start, pair, half)',
          append: base10000,
        },
        {
          kernels: byLanes,
          place: 'rotation',
          replace:
            'let a = turned_four(turn);\n  let b = turned_four(turn + 1u);\n  let c = turned_four(turn + 2u * lanes);\n  let d = turned_four(turn + 2u * lanes + 1u);',
          append: base10000OfTwo,
        },
      ],
    },
    {
      name: 'rope_interleaved',
      edits: [
        { place: 'pair_of_element', replace: 'i / 2u' },
        {
          kernels: ['rope_append', 'attention_split'],
          place: 'rotation_pair',
          replace: 'vec2<u32>(2u * pair, 2u * pair + 1u)',
        },
        {
          kernels: byLanes,
          place: 'rotation_pair',
          replace: 'turned_head(own, turns)',
          append: turnedNeighbours,
        },
        { place: 'pair_turns', replace: 'neighbour_turns(turn, lane)', append: neighbourTurns },
      ],
    },
    {
      name: 'rope_position_off_by_one',
      edits: [{ place: 'rope_position', replace: '(max($0, 1u) - 1u)' }],
    },
    {
      name: 'kv_slot_overwritten',
      edits: [
        {
          // Position 0 wraps to the last slot: two tokens of a batch in one slot would race, and either could win.
          kernels: ['rope_append'],
          place: 'cache_position',
          replace: '($0 + slots() - 1u) % slots()',
          append:
            '\nfn slots() -> u32 {\n  return params.values_first / (params.cache_heads * params.head_vectors);\n}\n',
        },
        {
          kernels: ['append_few'],
          place: 'cache_position',
          replace: '($0 + slots() - 1u) % slots()',
          append: '\nfn slots() -> u32 {\n  return params.values_first / (cache_heads * head_vectors);\n}\n',
        },
        {
          kernels: ['attention_split', 'attention_lanes'],
          place: 'cache_position',
          replace: '(max($0, 1u) - 1u)',
        },
      ],
    },
  ],
  'attention',
);
