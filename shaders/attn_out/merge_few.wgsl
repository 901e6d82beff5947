// attn of a few tokens at a short context, in the order in which merge_product_add.wgsl merges one's. A workgroup takes a head of a token.
// Shapes: parts [tokens, heads, min_splits, head_vectors + 1] -> attn [tokens, heads, head_vectors].
// needs: splits
@group(0) @binding(0) var<storage, read> parts: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> attn: array<vec4f>;

override head_vectors: u32; // vec4s per head

@compute @workgroup_size(head_vectors)
fn merge_few(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let first = group.x * min_splits * (head_vectors + 1u);
  var top = parts[first + head_vectors].x;
  for (var split = 1u; split < min_splits; split += 1u) {
    top = max(top, parts[first + split * (head_vectors + 1u) + head_vectors].x);
  }
  var values = vec4f();
  var total = 0f;
  for (var split = 0u; split < min_splits; split += 1u) {
    let part = first + split * (head_vectors + 1u);
    let share = exp(parts[part + head_vectors].x - top);
    total += share * parts[part + head_vectors].y;
    values += share * parts[part + local];
  }
  attn[group.x * head_vectors + local] = values / total;
}
