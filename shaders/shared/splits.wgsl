// Attention of one token divides the positions among workgroups: into `fewest_splits` where that leaves at most `split_most` to
// each, which is few enough for a product to put together on the way; beyond into `many_splits`, or as many more as it takes.
override fewest_splits: u32;
override many_splits: u32;
override split_most: u32;

fn splits_of(positions: u32) -> u32 {
  if (positions <= fewest_splits * split_most) {
    return fewest_splits;
  }
  return max(many_splits, (positions + split_most - 1u) / split_most);
}
