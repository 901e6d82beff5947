// What there is to say of what the layers of a token leave, a workgroup a (layer, stage): moments and extremes of those that are finite, and how many
// are of what kind. WGSL need not keep NaN and infinity apart from other values, so kinds are told by bits. Sums are taken of
// values divided by a power of two that leaves the largest near 1: no square overflows, whatever the row holds.
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

@group(0) @binding(0) var<storage, read> x: array<u32>;
@group(0) @binding(1) var<storage, read> q: array<u32>;
@group(0) @binding(2) var<storage, read> k: array<u32>;
@group(0) @binding(3) var<storage, read> v: array<u32>;
@group(0) @binding(4) var<storage, read> attn: array<u32>;
@group(0) @binding(5) var<storage, read> attn_residual: array<u32>;
@group(0) @binding(6) var<storage, read> act: array<u32>;
@group(0) @binding(7) var<storage, read_write> statistics: array<u32>;
@group(0) @binding(8) var<uniform> params: Params;

override group_size: u32;

const words_a_row = 16u;
// Values an invocation adds up before it adds them to its sum: of thousands in one row the last digits would be lost.
const run = 32u;
const infinity = 0x7f800000u;
// 65520: from here on f16 rounds to infinity.
const beyond_f16 = 0x477ff000u;

var<workgroup> largest: array<vec2<u32>, group_size>; // magnitude, channel

fn width_of(stage: u32) -> u32 {
  let widths = array<u32, 7>(
    params.hidden, params.attention, params.kv, params.kv, params.attention, params.hidden, params.ffn,
  );
  return widths[stage];
}

fn value_of(stage: u32, at: u32) -> u32 {
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

@compute @workgroup_size(group_size)
fn row_statistics(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let stage = group.y;
  let layer = group.x;
  // Of x there is one row more.
  if (layer == params.layers && stage > 0u) {
    return;
  }
  let width = width_of(stage);
  let row = layer * ((width + params.alignment - 1u) / params.alignment * params.alignment);
  var best = vec2<u32>();
  var special = vec4f(); // NaN, infinity, -infinity, zeros of either sign
  var small_or_large = vec4f(); // subnormals, beyond f16
  for (var i = local; i < width; i += group_size) {
    let bits = value_of(stage, row + i);
    let magnitude = bits & 0x7fffffffu;
    if (magnitude > infinity) {
      special.x += 1f;
    } else if (magnitude == infinity) {
      special += select(vec4f(0f, 1f, 0f, 0f), vec4f(0f, 0f, 1f, 0f), bits != magnitude);
    } else {
      special.w += select(0f, 1f, magnitude == 0u);
      small_or_large += vec4f(
        select(0f, 1f, magnitude > 0u && magnitude < 0x00800000u),
        select(0f, 1f, magnitude >= beyond_f16),
        0f,
        0f,
      );
      if (magnitude > best.x) {
        best = vec2<u32>(magnitude, i);
      }
    }
  }
  largest[local] = best;
  special = team_sums(local, special);
  small_or_large = team_sums(local, small_or_large);
  for (var half = group_size / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (local < half) {
      let other = largest[local + half];
      let own = largest[local];
      if (other.x > own.x || (other.x == own.x && other.y < own.y)) {
        largest[local] = other;
      }
    }
  }
  best = workgroupUniformLoad(&largest[0]);

  // 1 to 253, so that the power and its reciprocal are normal.
  let exponent = clamp(best.x >> 23u, 1u, 253u);
  let finite = max(f32(width) - special.x - special.y - special.z, 1f);
  var sums = vec4f(); // of values and squares, scaled; of squares as a norm takes them
  for (var begun = local; begun < width; begun += run * group_size) {
    var part = vec4f();
    for (var i = begun; i < min(begun + run * group_size, width); i += group_size) {
      let bits = value_of(stage, row + i);
      let value = scaled(bits, exponent);
      let plain = bitcast<f32>(bits);
      part += vec4f(value, value * value, plain * plain, 0f);
    }
    sums += part;
  }
  sums = team_sums(local, sums);
  let mean = sums.x / finite;
  var deviations = 0f;
  for (var begun = local; begun < width; begun += run * group_size) {
    var part = 0f;
    for (var i = begun; i < min(begun + run * group_size, width); i += group_size) {
      let bits = value_of(stage, row + i);
      let off = select(0f, scaled(bits, exponent) - mean, (bits & infinity) != infinity);
      part += off * off;
    }
    deviations += part;
  }
  deviations = team_sum(local, deviations);
  if (local > 0u) {
    return;
  }
  let to = (stage * params.layers + select(0u, 1u, stage > 0u) + layer) * words_a_row;
  statistics[to] = best.x;
  statistics[to + 1u] = best.y;
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

// A value divided by 2^(exponent - 127); what is not finite counts as 0. A subnormal is made from its bits, since arithmetic
// may take it for 0.
fn scaled(bits: u32, exponent: u32) -> f32 {
  let field = (bits >> 23u) & 0xffu;
  if (field == 255u) {
    return 0f;
  }
  if (field == 0u) {
    // mantissa * 2^-149 / 2^(exponent - 127); nothing beside a value 2^60 times as large.
    let power = select(0f, bitcast<f32>((105u - exponent) << 23u), exponent < 60u);
    let magnitude = f32(bits & 0x007fffffu) * power;
    return select(magnitude, -magnitude, (bits >> 31u) == 1u);
  }
  return bitcast<f32>(bits) * bitcast<f32>((254u - exponent) << 23u);
}
