// What a kernel that multiplies many rows (tokens) with a matrix of weights has in common. A workgroup makes a tile of
// 8 * down tokens by 8 * across outputs, an invocation 8 by 8 of it, `down` and `across` apart. Those of the first half of
// the tile's outputs and of the second come in pairs, 4 * across apart.
//
// The kernel has `batch`, `inputs` and `weight`, and says `normed` (outputs are scaled by what norm_scale makes of the mean
// square of the row), `input_four(index)` (a vec4 of its input), `gained(value, eight)` (times the gain, if normed),
// `weight_first(group, row)` (where a row of a tile begins among its weights) and `store(token, group, place, low, high)`:
// the outputs `place` and `place + 4 * across` of a tile.
// needs: batch, weight_eight, input_eight
// expects: override group_size: u32
// expects: var<storage, read> batch: Batch
// expects: const normed: bool
// expects: fn gained(value: Eight, eight: u32) -> Eight
// expects: fn norm_scale(mean_square: f32) -> f32
// expects: fn weight_first(group: u32, row_of_tile: u32) -> u32
// expects: fn store(token: u32, group: u32, place: u32, low: f32, high: f32)
override across: u32;
override down: u32;
