// Puts a part of a weight that a file spreads over several tensors, its codes or its scales or what else there is, where it belongs in the
// units of a grouped format (grouped_layout.wgsl). Every part is or-ed into units that begin as zeros, so parts come in any order, and in
// pieces of any size. An invocation takes a word of the part.
// Shapes: stored [words], from word `first` of the part on -> units of rows `first_row` to `first_row + piece_rows - 1` of [rows, columns].
// needs: grouped_layout, weight
// limit: 16 <= group_size <= 256
struct Params {
  first: u32,
  words: u32,
  rows: u32,
  columns: u32,
  first_row: u32,
  piece_rows: u32,
}

@group(0) @binding(0) var<storage, read> stored: array<u32>;
@group(0) @binding(1) var<storage, read_write> units: array<atomic<u32>>;
@group(0) @binding(2) var<uniform> params: Params;

override group_size: u32;
// What the part is.
override part: u32;
const CODES_ALONG = 0u; // [rows, columns]: a word has neighbours of a row, as they lie in a unit
const CODES_DOWN = 1u; // [columns / n, rows]: a word has n neighbours of a row
const CODES_ACROSS = 2u; // [columns, rows / 8]: a word has a column's codes of eight rows
const HALVES_ALONG = 3u; // [rows, groups] of 16 bits
const SCALES_DOWN = 4u; // [groups, rows], in bf16 or f16, which are widened
const ZEROS = 5u; // [groups, rows / n]: a word has the zero points of n rows
const BLOCK_SCALES = 6u; // [rows / 128, columns / 128], rounded up, in bf16 or f32
override upper: u32; // 1 for halves that belong into the upper half of a word of parameters
override interleaved: u32; // 1 where the rows of a word come in the order 0, 2, 4, 6, 1, 3, 5, 7
override added: u32; // to a zero point, which wraps: one less than 0 has all its bits set
override scale_type: u32; // of scales that are widened to f32

const nan_scale = 0x7fc00000u;

@compute @workgroup_size(group_size)
fn assemble(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= params.words) {
    return;
  }
  let word = stored[id.x];
  let at = params.first + id.x;
  let groups = params.columns / group_elements;
  if (part == CODES_ALONG) {
    let index = at * codes_a_word;
    put_codes(index / params.columns, index % params.columns, word);
  } else if (part == CODES_DOWN) {
    put_codes(at % params.rows, at / params.rows * codes_a_word, word);
  } else if (part == CODES_ACROSS) {
    let words = params.rows / codes_a_word;
    for (var n = 0u; n < codes_a_word; n += 1u) {
      let row = at % words * codes_a_word + n;
      put_codes(row, at / words, nth_code(word, n) << (at / words % codes_a_word * code_width));
    }
  } else if (part == HALVES_ALONG) {
    for (var n = 0u; n < 2u; n += 1u) {
      let index = at * 2u + n;
      put_parameter(index / groups, index % groups, half_of(word, n));
    }
  } else if (part == SCALES_DOWN) {
    for (var n = 0u; n < 2u; n += 1u) {
      let index = at * 2u + n;
      put_parameter(index % params.rows, index / params.rows, bitcast<u32>(widen_pair(scale_type, word)[n]));
    }
  } else if (part == ZEROS) {
    let words = params.rows / codes_a_word;
    for (var n = 0u; n < codes_a_word; n += 1u) {
      put_parameter(at % words * codes_a_word + n, at / words, (nth_code(word, n) + added) & ((1u << code_width) - 1u));
    }
  } else if (scale_type == WEIGHT_F32) {
    put_block_scale(at, word);
  } else {
    put_block_scale(at * 2u, word << 16u);
    put_block_scale(at * 2u + 1u, word & 0xffff0000u);
  }
}

// The n-th of a word's codes.
fn nth_code(word: u32, n: u32) -> u32 {
  let place = select(n, n % 2u * 4u + n / 2u, interleaved == 1u);
  return (word >> (place * code_width)) & ((1u << code_width) - 1u);
}

// The n-th half of a word, where it belongs in a word of parameters.
fn half_of(word: u32, n: u32) -> u32 {
  return ((word >> (n * 16u)) & 0xffffu) << (upper * 16u);
}

// The element of the piece, or what no piece has.
fn index_in_piece(row: u32, column: u32) -> u32 {
  return (row - params.first_row) * params.columns + column;
}

fn in_piece(row: u32) -> bool {
  return row - params.first_row < params.piece_rows; // rows before wrap to large numbers
}

fn put_codes(row: u32, column: u32, codes: u32) {
  if (!in_piece(row)) {
    return;
  }
  let index = index_in_piece(row, column);
  atomicOr(&units[code_word(index)], codes);
  if (group_kind == FP8 && has_nan(codes)) {
    atomicOr(&units[parameters_word(index)], nan_scale); // whatever else is or-ed into it, it stays NaN
  }
}

// Whether one of four e4m3fn codes is NaN.
fn has_nan(codes: u32) -> bool {
  let magnitudes = vec4<u32>(codes, codes >> 8u, codes >> 16u, codes >> 24u) & vec4<u32>(0x7fu);
  return any(magnitudes == vec4<u32>(0x7fu));
}

fn put_parameter(row: u32, group: u32, value: u32) {
  // A part of an odd number of halves ends with padding.
  if (in_piece(row) && group < params.columns / group_elements) {
    atomicOr(&units[parameters_word(index_in_piece(row, group * group_elements))], value);
  }
}

fn put_block_scale(index: u32, value: u32) {
  let blocks = params.columns / group_elements;
  let first = index / blocks * group_elements;
  for (var row = first; row < min(first + group_elements, params.rows); row += 1u) {
    put_parameter(row, index % blocks, value);
  }
}
