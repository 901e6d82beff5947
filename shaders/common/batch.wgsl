// The batch being run: `tokens` rows, of which the first stands at position `start` of the sequence.
struct Batch {
  start: u32,
  tokens: u32,
}
