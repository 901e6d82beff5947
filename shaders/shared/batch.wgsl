// The batch being run: `tokens` rows, of which the first stands at position `start` of the sequence.
struct Batch {
  start: u32,
  tokens: u32,
}

// The batch of the one token that comes next.
fn following(before: Batch) -> Batch {
  return Batch(before.start + before.tokens, 1u);
}
