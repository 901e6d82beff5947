// The formats in which groups of 32, 64 or 128 neighbouring elements of a row share a scale: affine, zero_point and fp8 say what parameters
// are, grouped_layout.wgsl where everything lies.
// needs: vec8, small_floats, grouped_layout, affine, zero_point, fp8
// expects: fn weight_word(index: u32) -> u32
// expects: fn weight_four(index: u32) -> vec4<u32>

fn grouped_value(index: u32) -> f32 {
  let parameters = weight_word(parameters_word(index));
  let shift = index % codes_a_word * code_width;
  let code = (weight_word(code_word(index)) >> shift) & ((1u << code_width) - 1u);
  if (group_kind == FP8) {
    return e4m3_four(code).x * scale_of(parameters);
  }
  if (group_kind == ZERO_POINT) {
    return (f32(code) - zero_of(parameters)) * scale_of(parameters);
  }
  let line = affine_line(parameters, group_kind == AFFINE_F16);
  return f32(code) * line.x + line.y;
}

fn grouped_vec8(first: u32) -> Vec8 {
  let parameters = weight_word(parameters_word(first));
  let numbers = numbers_of(code_pair(first), parameters);
  let scale = scale_of(parameters);
  let offset = offset_of(parameters);
  return Vec8(fma(numbers.low, vec4f(scale), vec4f(offset)), fma(numbers.high, vec4f(scale), vec4f(offset)));
}

fn grouped_product(inputs_vec8: Vec8, first: u32) -> f32 {
  return product_of(inputs_vec8, code_pair(first), weight_word(parameters_word(first)));
}

// The codes of a vec8: those of four in the lower half of each word (4 bits), or in a whole one.
fn code_pair(first: u32) -> vec2<u32> {
  let at = code_word(first);
  if (code_width == 4u) {
    return halves(weight_word(at));
  }
  let four = weight_four(at / 4u);
  return select(four.xy, four.zw, (at & 2u) != 0u);
}

fn halves(word: u32) -> vec2<u32> {
  return vec2<u32>(word, word >> 16u);
}

fn grouped_vec8_of(chunk: u32, n: u32) -> u32 {
  let own = chunk % unit_chunks;
  let group = own / group_vec8s * chunk_groups + n;
  return chunk / unit_chunks * (4u * group_vec8s) + group * group_vec8s + own % group_vec8s;
}

fn grouped_product_chunk(x: Chunk, first: u32, chunk: u32) -> f32 {
  let unit = (first / unit_elements + chunk / unit_chunks) * (unit_words / 4u); // in vec4s
  let codes = weight_four(unit + chunk % unit_chunks);
  let parameters = weight_four(unit + unit_chunks);
  if (code_width == 8u) {
    let both = select(parameters.xy, parameters.zw, chunk % unit_chunks >= group_vec8s);
    return product_of(x.a, codes.xy, both.x) + product_of(x.b, codes.zw, both.y);
  }
  return product_of(x.a, halves(codes.x), parameters.x)
    + product_of(x.b, halves(codes.y), parameters.y)
    + product_of(x.c, halves(codes.z), parameters.z)
    + product_of(x.d, halves(codes.w), parameters.w);
}

// A scale and an offset are applied to sums.
fn product_of(x: Vec8, codes: vec2<u32>, parameters: u32) -> f32 {
  let product = dot_vec8(x, numbers_of(codes, parameters)) * scale_of(parameters);
  if (group_kind > AFFINE_F16) {
    return product;
  }
  return fma(dot(x.low + x.high, vec4f(1f)), offset_of(parameters), product);
}

// A weight is its number times scale_of, and offset_of more.
fn numbers_of(codes: vec2<u32>, parameters: u32) -> Vec8 {
  if (group_kind == FP8) {
    return Vec8(e4m3_four(codes.x), e4m3_four(codes.y));
  }
  let zero = zero_of(parameters);
  return Vec8(code_four(codes.x, zero), code_four(codes.y, zero));
}

// Affine codes are counted from their middle: the offset is then small, and sums lose nothing by it.
fn zero_of(parameters: u32) -> f32 {
  if (group_kind == ZERO_POINT) {
    return zero_point_zero(parameters);
  }
  return f32(1u << (code_width - 1u));
}

fn scale_of(parameters: u32) -> f32 {
  if (group_kind == FP8) {
    return 256f * fp8_scale(parameters);
  }
  if (group_kind == ZERO_POINT) {
    return zero_point_scale(parameters);
  }
  return affine_line(parameters, group_kind == AFFINE_F16).x;
}

fn offset_of(parameters: u32) -> f32 {
  if (group_kind > AFFINE_F16) {
    return 0f;
  }
  let line = affine_line(parameters, group_kind == AFFINE_F16);
  return fma(line.x, zero_of(parameters), line.y);
}

// Four codes less `zero`, as whole numbers, exactly. superblock.wgsl has the trick: from 2^23 on an f32 counts ones.
fn code_four(codes: u32, zero: f32) -> vec4f {
  if (code_width == 4u) {
    let counted = bitcast<vec4f>((vec4<u32>(codes) & vec4<u32>(0xfu, 0xf0u, 0xf00u, 0xf000u)) | vec4<u32>(0x4b000000u));
    return fma(counted, vec4f(1f, 0x1p-4, 0x1p-8, 0x1p-12), -(vec4f(0x1p23, 0x1p19, 0x1p15, 0x1p11) + zero));
  }
  let two = vec2<u32>(codes, codes >> 16u);
  let counted = bitcast<vec4f>((two.xxyy & vec2<u32>(0xffu, 0xff00u).xyxy) | vec4<u32>(0x4b000000u));
  return fma(counted, vec2f(1f, 0x1p-8).xyxy, -(vec2f(0x1p23, 0x1p15).xyxy + zero));
}
