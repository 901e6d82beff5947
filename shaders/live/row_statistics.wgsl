// What there is to say of what the layers of a token leave, a workgroup a (layer, stage): moments and extremes of those that are finite, and how many
// are of what kind. WGSL need not keep NaN and infinity apart from other values, so kinds are told by bits. Sums are taken of
// values divided by a power of two that leaves the largest near 1: no square overflows, whatever the row holds. Four values are taken at
// a time, so that the buffer is chosen once for them: 2.3 ms a token of the demo on a CPU adapter, where one at a time took 3.4.
// common: team
struct Params {
  layers: u32,
  hidden: u32, // values a row of x and attn_residual
  attention: u32, // of q and attn
  kv: u32, // of k and v
  ffn: u32, // of act
  alignment: u32, // rows begin at multiples of so many words
  eps: f32,
}

@group(0) @binding(0) var<storage, read> x: array<vec4<u32>>;
@group(0) @binding(1) var<storage, read> q: array<vec4<u32>>;
@group(0) @binding(2) var<storage, read> k: array<vec4<u32>>;
@group(0) @binding(3) var<storage, read> v: array<vec4<u32>>;
@group(0) @binding(4) var<storage, read> attn: array<vec4<u32>>;
@group(0) @binding(5) var<storage, read> attn_residual: array<vec4<u32>>;
@group(0) @binding(6) var<storage, read> act: array<vec4<u32>>;
@group(0) @binding(7) var<storage, read_write> statistics: array<u32>;
@group(0) @binding(8) var<uniform> params: Params;

override group_size: u32;

const words_a_row = 16u;
// Fours an invocation adds up before it adds them to its sum: of thousands of values in one row the last digits would be lost.
const run = 8u;
const infinity = 0x7f800000u;
// 65520: from here on f16 rounds to infinity.
const beyond_f16 = 0x477ff000u;
const ones = vec4f(1f);

var<workgroup> largest: array<vec2<u32>, group_size>; // magnitude, channel

fn width_of(stage: u32) -> u32 {
  switch (stage) {
    case 0u, 5u: { return params.hidden; }
    case 1u, 4u: { return params.attention; }
    case 2u, 3u: { return params.kv; }
    default: { return params.ffn; }
  }
}

fn four_of(stage: u32, at: u32) -> vec4<u32> {
  switch (stage) {
    case 0u: { return x[at]; }
    case 1u: { return q[at]; }
    case 2u: { return k[at]; }
    case 3u: { return v[at]; }
    case 4u: { return attn[at]; }
    case 5u: { return attn_residual[at]; }
    default: { return act[at]; }
  }
}

// The channels of a four, and which of them a row of so many has.
fn channels_of(four: u32) -> vec4<u32> {
  return four * 4u + vec4<u32>(0u, 1u, 2u, 3u);
}

@compute @workgroup_size(group_size)
fn row_statistics(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let stage = group.y;
  let layer = group.x;
  // Of x there is one row more.
  if (layer == params.layers && stage > 0u) {
    return;
  }
  let width = width_of(stage);
  let fours = (width + 3u) / 4u;
  let row = layer * ((width + params.alignment - 1u) / params.alignment * (params.alignment / 4u));
  var magnitudes = vec4<u32>();
  var channels = vec4<u32>(0xffffffffu);
  var special = vec4f(); // NaN, infinity, -infinity, zeros of either sign
  var small_or_large = vec4f(); // subnormals, beyond f16
  for (var i = local; i < fours; i += group_size) {
    let own = channels_of(i);
    let has = own < vec4<u32>(width);
    let bits = four_of(stage, row + i);
    let magnitude = bits & vec4<u32>(0x7fffffffu);
    let finite = has & (magnitude < vec4<u32>(infinity));
    let infinite = has & (magnitude == vec4<u32>(infinity));
    let negative = bits != magnitude;
    special += vec4f(
      counted(has & (magnitude > vec4<u32>(infinity))),
      counted(infinite & !negative),
      counted(infinite & negative),
      counted(has & (magnitude == vec4<u32>())),
    );
    small_or_large += vec4f(
      counted(finite & (magnitude > vec4<u32>()) & (magnitude < vec4<u32>(0x00800000u))),
      counted(finite & (magnitude >= vec4<u32>(beyond_f16))),
      0f,
      0f,
    );
    let better = finite & (magnitude > magnitudes);
    magnitudes = select(magnitudes, magnitude, better);
    channels = select(channels, own, better);
  }
  largest[local] = larger(
    larger(vec2<u32>(magnitudes.x, channels.x), vec2<u32>(magnitudes.y, channels.y)),
    larger(vec2<u32>(magnitudes.z, channels.z), vec2<u32>(magnitudes.w, channels.w)),
  );
  special = team_sums(local, special);
  small_or_large = team_sums(local, small_or_large);
  for (var half = group_size / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (local < half) {
      largest[local] = larger(largest[local], largest[local + half]);
    }
  }
  let best = workgroupUniformLoad(&largest[0]);

  // 1 to 253, so that the power and its reciprocal are normal.
  let exponent = clamp(best.x >> 23u, 1u, 253u);
  let finite = max(f32(width) - special.x - special.y - special.z, 1f);
  var sums = vec4f(); // of values and squares, scaled; of squares as a norm takes them
  for (var begun = local; begun < fours; begun += run * group_size) {
    var part = vec4f();
    for (var i = begun; i < min(begun + run * group_size, fours); i += group_size) {
      let bits = select(vec4<u32>(), four_of(stage, row + i), channels_of(i) < vec4<u32>(width));
      let value = scaled(bits, exponent);
      let plain = bitcast<vec4f>(bits);
      part += vec4f(dot(value, ones), dot(value, value), dot(plain, plain), 0f);
    }
    sums += part;
  }
  sums = team_sums(local, sums);
  let mean = sums.x / finite;
  var deviations = 0f;
  for (var begun = local; begun < fours; begun += run * group_size) {
    var part = 0f;
    for (var i = begun; i < min(begun + run * group_size, fours); i += group_size) {
      let bits = four_of(stage, row + i);
      let counts = (channels_of(i) < vec4<u32>(width)) & ((bits & vec4<u32>(infinity)) != vec4<u32>(infinity));
      let off = select(vec4f(), scaled(bits, exponent) - mean, counts);
      part += dot(off, off);
    }
    deviations += part;
  }
  deviations = team_sum(local, deviations);
  if (local > 0u) {
    return;
  }
  let to = (stage * params.layers + select(0u, 1u, stage > 0u) + layer) * words_a_row;
  statistics[to] = best.x;
  statistics[to + 1u] = select(best.y, 0u, best.x == 0u);
  statistics[to + 2u] = u32(special.x);
  statistics[to + 3u] = u32(special.y);
  statistics[to + 4u] = u32(special.z);
  statistics[to + 5u] = u32(special.w);
  statistics[to + 6u] = u32(small_or_large.x);
  statistics[to + 7u] = u32(small_or_large.y);
  statistics[to + 8u] = exponent;
  statistics[to + 9u] = bitcast<u32>(mean);
  statistics[to + 10u] = bitcast<u32>(sums.y / finite);
  statistics[to + 11u] = bitcast<u32>(deviations / finite);
  statistics[to + 12u] = bitcast<u32>(inverseSqrt(sums.z / f32(width) + params.eps));
}

fn counted(are: vec4<bool>) -> f32 {
  return dot(select(vec4f(), ones, are), ones);
}

// Of two (magnitude, channel) the larger, the first of equal ones.
fn larger(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> {
  return select(a, b, b.x > a.x || (b.x == a.x && b.y < a.y));
}

// Values divided by 2^(exponent - 127); what is not finite counts as 0. A subnormal is made from its bits, since arithmetic
// may take it for 0.
fn scaled(bits: vec4<u32>, exponent: u32) -> vec4f {
  let field = (bits >> vec4<u32>(23u)) & vec4<u32>(0xffu);
  // mantissa * 2^-149 / 2^(exponent - 127); nothing beside a value 2^60 times as large.
  let power = select(0f, bitcast<f32>((105u - min(exponent, 60u)) << 23u), exponent < 60u);
  let magnitude = vec4f(bits & vec4<u32>(0x007fffffu)) * power;
  let subnormal = select(magnitude, -magnitude, (bits >> vec4<u32>(31u)) == vec4<u32>(1u));
  let normal = bitcast<vec4f>(bits) * bitcast<f32>((254u - exponent) << 23u);
  return select(select(normal, subnormal, field == vec4<u32>()), vec4f(), field == vec4<u32>(255u));
}
