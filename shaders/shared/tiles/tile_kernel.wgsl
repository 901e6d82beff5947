// The common part of kernels that multiply many rows (tokens) with a matrix of weights. A workgroup computes a tile of 8 * down tokens by
// 8 * across outputs. An invocation computes 8 by 8 of it, `down` and `across` apart. An output of the tile's first half has a partner in the
// second half, 4 * across further on.
//
// If `normed`, outputs are scaled by norm_scale(mean square of the row). input_four(index) is a vec4 of the input. gained(value, vec8) is a
// value times its gain, if normed. weight_first(group, row) is the element where a row of the tile's weights begins.
// store(token, group, place, low, high) writes the outputs `place` and `place + 4 * across` of a tile.
// needs: batch, weight_vec8, input_vec8
// expects: override group_size: u32
// expects: var<storage, read> batch: Batch
// expects: const normed: bool
// expects: fn gained(value: Vec8, vec8: u32) -> Vec8
// expects: fn norm_scale(mean_square: f32) -> f32
// expects: fn weight_first(group: u32, row_of_tile: u32) -> u32
// expects: fn store(token: u32, group: u32, place: u32, low: f32, high: f32)
override across: u32;
override down: u32;
