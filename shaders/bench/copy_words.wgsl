// duplicate = original: the most that memory can read and write, for the benchmark. An invocation has four loads of 16 bytes in flight.
// Shapes: original [count] -> duplicate [count].
struct Params {
  count: u32, // of vec4s
}

@group(0) @binding(0) var<storage, read> original: array<vec4<u32>>;
@group(0) @binding(1) var<storage, read_write> duplicate: array<vec4<u32>>;
@group(0) @binding(2) var<uniform> params: Params;

override group_size: u32;

@compute @workgroup_size(group_size)
fn copy_words(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let step = groups.x * group_size;
  for (var i = id.x; i < params.count; i += 4u * step) {
    let last = params.count - 1u;
    let places = min(vec4<u32>(i, i + step, i + 2u * step, i + 3u * step), vec4<u32>(last));
    let first = original[places.x];
    let second = original[places.y];
    let third = original[places.z];
    let fourth = original[places.w];
    duplicate[places.x] = first;
    duplicate[places.y] = second;
    duplicate[places.z] = third;
    duplicate[places.w] = fourth;
  }
}
