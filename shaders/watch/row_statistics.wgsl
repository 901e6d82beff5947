// Statistics of what the layers of a token write. A workgroup takes a (layer, stage): moments and extremes of the finite values, and counts of
// values by kind. Bits decide the kind, because WGSL need not keep NaN and infinity apart from other values. Moments are of values divided
// by a power of two that scales the largest to near 1, so no square overflows. Every value is read once, and moments of parts are combined
// (Chan, Golub, LeVeque, https://doi.org/10.1080/00031305.1983.10483115), since reading is the cost: a CPU adapter runs all seven reads of a
// `switch`. It takes 1.0 to 1.7 ms per token of the demo, where three passes took 1.6 to 2.2.
// Shapes: x [layers + 1, hidden], q and attn [layers, attention], k and v [layers, kv], attn_residual [layers, hidden], act [layers, ffn], f32
// by their bits, with rows at multiples of `alignment` words -> statistics [7 * layers + 1, 16], as statistics.ts reads them.
// needs: team
struct Params {
  layers: u32,
  hidden: u32, // values per row of x and attn_residual
  attention: u32, // of q and attn
  kv: u32, // of k and v
  ffn: u32, // of act
  alignment: u32, // rows begin at multiples of this many words
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

const words_per_row = 16u;
// Vec4s that an invocation combines before it adds them to the rest: in one sum of thousands of values the last digits would be lost.
const run = 8u;
const infinity = 0x7f800000u;
// 65520: from here on f16 rounds to infinity.
const beyond_f16 = 0x477ff000u;
const ones = vec4f(1f);

// Moments of finite values, less the row's origin, divided by 2^(exponent - 127).
struct Moments {
  exponent: u32,
  count: f32,
  mean: f32,
  spread: f32, // the sum of (value - mean)^2
}

const nothing = Moments(1u, 0f, 0f, 0f);

struct Found {
  largest: vec2<u32>, // magnitude, channel
  moments: Moments,
}

var<workgroup> found: array<Found, group_size>;

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

fn channels_of(four: u32) -> vec4<u32> {
  return four * 4u + vec4<u32>(0u, 1u, 2u, 3u);
}

@compute @workgroup_size(group_size)
fn row_statistics(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let stage = group.y;
  let layer = group.x;
  // x has one more row.
  if (layer == params.layers && stage > 0u) {
    return;
  }
  let width = width_of(stage);
  let fours = (width + 3u) / 4u;
  let row = layer * ((width + params.alignment - 1u) / params.alignment * (params.alignment / 4u));
  let origin = smallest(select(vec4<u32>(infinity), four_of(stage, row), channels_of(0u) < vec4<u32>(width)));
  var magnitudes = vec4<u32>();
  var channels = vec4<u32>(0xffffffffu);
  var special = vec4f(); // NaN, infinity, -infinity, zeros of either sign
  var small_or_large = vec2f(); // subnormals, beyond f16
  var squares = 0f; // as a norm sums them
  var moments = nothing;
  for (var begun = local; begun < fours; begun += run * group_size) {
    var part = nothing;
    var sum = 0f;
    for (var i = begun; i < min(begun + run * group_size, fours); i += group_size) {
      let own = channels_of(i);
      let has = own < vec4<u32>(width);
      let bits = select(vec4<u32>(), four_of(stage, row + i), has);
      let magnitude = bits & vec4<u32>(0x7fffffffu);
      let finite = has & (magnitude < vec4<u32>(infinity));
      let infinite = magnitude == vec4<u32>(infinity);
      let negative = bits != magnitude;
      special += vec4f(
        counted(magnitude > vec4<u32>(infinity)),
        counted(infinite & !negative),
        counted(infinite & negative),
        counted(has & (magnitude == vec4<u32>())),
      );
      small_or_large += vec2f(
        counted((magnitude > vec4<u32>()) & (magnitude < vec4<u32>(0x00800000u))),
        counted(finite & (magnitude >= vec4<u32>(beyond_f16))),
      );
      let plain = bitcast<vec4f>(bits);
      sum += dot(plain, plain);
      let better = finite & (magnitude > magnitudes);
      magnitudes = select(magnitudes, magnitude, better);
      channels = select(channels, own, better);
      part = joined(part, moments_of(bits, finite, origin));
    }
    moments = joined(moments, part);
    squares += sum;
  }
  let largest = larger(
    larger(vec2<u32>(magnitudes.x, channels.x), vec2<u32>(magnitudes.y, channels.y)),
    larger(vec2<u32>(magnitudes.z, channels.z), vec2<u32>(magnitudes.w, channels.w)),
  );
  found[local] = Found(largest, moments);
  for (var half = group_size / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (local < half) {
      let own = found[local];
      let other = found[local + half];
      found[local] = Found(larger(own.largest, other.largest), joined(own.moments, other.moments));
    }
  }
  special = team_sums(local, special);
  let others = team_sums(local, vec4f(small_or_large, squares, 0f));
  if (local > 0u) {
    return;
  }
  let best = found[0].largest;
  let all = found[0].moments;
  let mean = scaled(vec4<u32>(origin), all.exponent).x + all.mean;
  let variance = all.spread / max(all.count, 1f);
  let to = (stage * params.layers + select(0u, 1u, stage > 0u) + layer) * words_per_row;
  statistics[to] = best.x;
  statistics[to + 1u] = select(best.y, 0u, best.x == 0u);
  statistics[to + 2u] = u32(special.x);
  statistics[to + 3u] = u32(special.y);
  statistics[to + 4u] = u32(special.z);
  statistics[to + 5u] = u32(special.w);
  statistics[to + 6u] = u32(others.x);
  statistics[to + 7u] = u32(others.y);
  statistics[to + 8u] = all.exponent;
  statistics[to + 9u] = bitcast<u32>(mean);
  statistics[to + 10u] = bitcast<u32>(mean * mean + variance);
  statistics[to + 11u] = bitcast<u32>(variance);
  statistics[to + 12u] = bitcast<u32>(inverseSqrt(others.z / f32(width) + params.eps));
}

// The one of four values nearest to 0: the origin of means. In a row far from 0, means relative to 0 lose the digits in which parts differ:
// with a mean of 30 standard deviations the relative error of std was 1.1e-6. An outlier would be as bad an origin.
fn smallest(four: vec4<u32>) -> u32 {
  let magnitudes = four & vec4<u32>(0x7fffffffu);
  let first = select(four.x, four.y, magnitudes.y < magnitudes.x);
  let second = select(four.z, four.w, magnitudes.w < magnitudes.z);
  return select(first, second, min(magnitudes.z, magnitudes.w) < min(magnitudes.x, magnitudes.y));
}

fn moments_of(bits: vec4<u32>, finite: vec4<bool>, origin: u32) -> Moments {
  let fields = select(vec4<u32>(), exponents(bits), finite);
  let own = exponents(vec4<u32>(origin)).x;
  // 1 to 253, so that the power and its reciprocal are normal.
  let exponent = clamp(max(max(max(fields.x, fields.y), max(fields.z, fields.w)), select(own, 0u, own == 255u)), 1u, 253u);
  let values = select(vec4f(), scaled(bits, exponent) - scaled(vec4<u32>(origin), exponent), finite);
  let count = counted(finite);
  let mean = dot(values, ones) / max(count, 1f);
  let deviation = select(vec4f(), values - mean, finite);
  return Moments(exponent, count, mean, dot(deviation, deviation));
}

fn joined(a: Moments, b: Moments) -> Moments {
  let exponent = max(a.exponent, b.exponent);
  let p = raised(a, exponent);
  let q = raised(b, exponent);
  let count = p.count + q.count;
  let share = q.count / max(count, 1f);
  let apart = q.mean - p.mean;
  return Moments(exponent, count, p.mean + apart * share, p.spread + q.spread + apart * apart * p.count * share);
}

fn raised(moments: Moments, exponent: u32) -> Moments {
  let power = bitcast<f32>((127u - min(exponent - moments.exponent, 127u)) << 23u);
  return Moments(exponent, moments.count, moments.mean * power, moments.spread * power * power);
}

fn counted(are: vec4<bool>) -> f32 {
  return dot(select(vec4f(), ones, are), ones);
}

// The larger of two (magnitude, channel), the first of equal ones.
fn larger(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> {
  return select(a, b, b.x > a.x || (b.x == a.x && b.y < a.y));
}

// Values divided by 2^(exponent - 127), 0 for those that are not finite. A subnormal is computed from its bits, since arithmetic may flush
// it to 0.
fn scaled(bits: vec4<u32>, exponent: u32) -> vec4f {
  let field = exponents(bits);
  // mantissa * 2^-149 / 2^(exponent - 127), negligible beside a value 2^60 times as large.
  let power = select(0f, bitcast<f32>((105u - min(exponent, 60u)) << 23u), exponent < 60u);
  let magnitude = vec4f(bits & vec4<u32>(0x007fffffu)) * power;
  let subnormal = select(magnitude, -magnitude, (bits >> vec4<u32>(31u)) == vec4<u32>(1u));
  let normal = bitcast<vec4f>(bits) * bitcast<f32>((254u - exponent) << 23u);
  return select(select(normal, subnormal, field == vec4<u32>()), vec4f(), field == vec4<u32>(255u));
}

fn exponents(bits: vec4<u32>) -> vec4<u32> {
  return (bits >> vec4<u32>(23u)) & vec4<u32>(0xffu);
}
