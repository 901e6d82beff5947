// The KV cache in f32 (cache_four.wgsl).
alias CacheFour = vec4f;

fn widened(four: CacheFour) -> vec4f {
  return four;
}

fn held(values: vec4f) -> CacheFour {
  return values;
}
