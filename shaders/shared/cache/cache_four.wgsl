// Four neighbouring values of the KV cache, as it holds them: the type `CacheFour`, `widened` to f32, and `held` from it. f16 rounds what is
// appended, so a kernel that goes on with what it appends takes widened(held(x)).
// one of: cache_f32, cache_f16
