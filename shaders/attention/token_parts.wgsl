// Where tokens of a few have their parts: every token has room for the splits of the last.
// needs: batch, splits, few
// expects: var<storage, read> batch: Batch
fn parts_before(heads: u32) -> u32 {
  return token * heads * splits_of(batch.start + batch.tokens);
}
