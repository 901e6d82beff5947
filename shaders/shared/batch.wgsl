// The batch that runs: `tokens` rows, the first at position `start` of the sequence.
struct Batch {
  start: u32,
  tokens: u32,
}

// The batch of the next single token.
fn following(before: Batch) -> Batch {
  return Batch(before.start + before.tokens, 1u);
}
