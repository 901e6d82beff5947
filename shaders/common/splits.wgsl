// Attention of one token divides the positions among workgroups: `fewest_splits`, so that a short context keeps many
// busy, and as many more as it takes to leave at most `split_most` to each.
override fewest_splits: u32;
override split_most: u32;

fn splits_of(positions: u32) -> u32 {
  return max(fewest_splits, (positions + split_most - 1u) / split_most);
}
