// duplicate = original, 16 bytes an invocation at a time: what the memory can read and write at best. For the benchmark.
struct Params {
  count: u32, // of vec4s
}

@group(0) @binding(0) var<storage, read> original: array<vec4<u32>>;
@group(0) @binding(1) var<storage, read_write> duplicate: array<vec4<u32>>;
@group(0) @binding(2) var<uniform> params: Params;

override group_size: u32;

@compute @workgroup_size(group_size)
fn copy_words(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  for (var i = id.x; i < params.count; i += groups.x * group_size) {
    duplicate[i] = original[i];
  }
}
