// All links of a chain in one dispatch: sum = x + W[n] x, which is the next link's x. Its workgroups do not end between links. Each waits for
// what the others compute, word by word: a word that still is `absent`, a NaN that no sum makes, has not been written yet. So nothing has to be
// ordered, which the relaxed atomics of WGSL do not do.
// All workgroups have to run at once, and WGSL does not promise that. So there are no more of them than a probe saw running, and an invocation
// that has waited `patience` times takes the NaN for the value: what follows is NaN, and every workgroup ends.
// Shapes: start [inputs], weight [links, inputs, inputs], each link from a multiple of `link_elements` on, words [2, links, inputs], absent at
// first -> sum [inputs].
// needs: team_row
@group(0) @binding(0) var<storage, read> start: array<f32>;
@group(0) @binding(1) var<storage, read> weight: array<vec4<u32>>;
@group(0) @binding(2) var<storage, read_write> words: array<atomic<u32>>;
@group(0) @binding(3) var<storage, read_write> ended: atomic<u32>; // workgroups, of all dispatches
@group(0) @binding(4) var<storage, read_write> sum: array<f32>;

override group_size: u32;
override inputs: u32;
override links: u32;
override link_elements: u32;
override groups: u32;
override group_rows = (inputs + groups - 1u) / groups; // that a workgroup computes of every link
override rounds = (group_rows + group_size / team - 1u) / (group_size / team);
override word_steps = (inputs + group_size - 1u) / group_size;

const absent = 0x7fc0deadu;
var<private> patience: u32 = 1u << 16u;

var<workgroup> x: array<vec4f, (inputs + 7u) / 8u * 2u>;
var<workgroup> turn: u32;

fn input_four(index: u32) -> vec4f {
  return x[index];
}

// Fills `x` with what begins at word `first`.
fn wait_for_words(local: u32, first: u32) {
  var missing = true;
  while (missing) {
    missing = false;
    // All words are asked for before any is looked at.
    for (var step = 0u; step < word_steps; step += 1u) {
      let i = local + step * group_size;
      let word = atomicLoad(&words[first + min(i, inputs - 1u)]);
      missing = missing || word == absent;
      if (i < inputs) {
        x[i / 4u][i % 4u] = bitcast<f32>(word);
      }
    }
    missing = missing && patience > 0u;
    patience -= select(0u, 1u, missing);
  }
}

@compute @workgroup_size(group_size)
fn persistent_chain(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  if (local == 0u) {
    turn = atomicLoad(&ended) / groups % 2u;
  }
  // Dispatches take turns with two sets of words: one makes the other set absent for the next.
  let own = workgroupUniformLoad(&turn) * links * inputs;
  for (var i = group.x * group_size + local; i < links * inputs; i += groups * group_size) {
    atomicStore(&words[links * inputs - own + i], absent);
  }

  let lane = local % team;
  for (var link = 0u; link < links; link += 1u) {
    workgroupBarrier();
    if (link > 0u) {
      wait_for_words(local, own + (link - 1u) * inputs);
    } else {
      for (var i = local; i < inputs; i += group_size) {
        x[i / 4u][i % 4u] = start[i];
      }
    }
    workgroupBarrier();
    for (var round = 0u; round < rounds; round += 1u) {
      let in_group = round * (group_size / team) + local / team;
      let row = group.x * group_rows + in_group;
      let first = link * link_elements + min(row, inputs - 1u) * inputs;
      var product = 0f;
      for (var n = 0u; n < team_steps; n += 1u) {
        let chunk = in_row(lane + n * team);
        product += masked(vec4f(product_chunk(input_chunk(chunk), first, chunk, weight_type)), lane + n * team).x;
      }
      product = team_sum(local, product);
      if (lane == 0u && in_group < group_rows && row < inputs) {
        let next = x[row / 4u][row % 4u] + product;
        atomicStore(&words[own + link * inputs + row], bitcast<u32>(next));
        if (link == links - 1u) {
          sum[row] = next;
        }
      }
    }
  }
  if (local == 0u) {
    atomicAdd(&ended, 1u);
  }
}
