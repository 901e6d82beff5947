// Attention of one token divides the positions among workgroups: into `min_splits` if each then has at most `max_positions_per_split`. Those
// are few enough for the product of `attn_out` to merge. Longer contexts have `many_splits`, or as many more as it takes.
override min_splits: u32;
override many_splits: u32;
override max_positions_per_split: u32;

fn splits_of(positions: u32) -> u32 {
  if (positions <= min_splits * max_positions_per_split) {
    return min_splits;
  }
  return max(many_splits, (positions + max_positions_per_split - 1u) / max_positions_per_split);
}
