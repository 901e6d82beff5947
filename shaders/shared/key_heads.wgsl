// Key heads of a layer, and those of them whose keys and values one piece of the cache holds. Mostly that is all of them; where they would not
// fit a binding, a dispatch takes a piece (src/model/sequence/kv_cache.ts).
// expects: override head_vectors: u32
override kv_heads: u32;
override first_key_head: u32; // of the piece
override cache_heads: u32; // in the piece

// Where a key head of a position begins in the piece, in vec4s.
fn cache_slot(position: u32, key_head: u32) -> u32 {
  return (position * cache_heads + key_head - first_key_head) * head_vectors;
}
