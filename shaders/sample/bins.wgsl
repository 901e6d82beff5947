// A histogram of 64-bit weights in workgroup memory, and where its running sum passes a goal. Sums are exact, so the order in which
// invocations add does not matter.
// needs: wide
// expects: override group_size: u32
const bins = 512u;
const chunk = 32u; // bins whose sum is known
var<workgroup> bins_low: array<atomic<u32>, bins>;
var<workgroup> bins_high: array<atomic<u32>, bins>;
var<workgroup> chunks: array<vec2<u32>, bins / chunk>;

// Where a running sum passes its goal.
struct Passing {
  bin: u32, // if it never passes, the last bin that is not empty
  passed: u32, // 1 if it does
  before: vec2<u32>, // the sum of all bins before
  at: vec2<u32>, // the bin's own weight
}
var<workgroup> passing: Passing;

// Has a barrier before and after.
fn clear_bins(local: u32) {
  workgroupBarrier();
  for (var bin = local; bin < bins; bin += group_size) {
    atomicStore(&bins_low[bin], 0u);
    atomicStore(&bins_high[bin], 0u);
  }
  workgroupBarrier();
}

fn add_to_bin(bin: u32, weight: vec2<u32>) {
  let before = atomicAdd(&bins_low[bin], weight.x);
  let high = weight.y + select(0u, 1u, before + weight.x < before);
  if (high != 0u) {
    atomicAdd(&bins_high[bin], high);
  }
}

fn bin_weight(bin: u32) -> vec2<u32> {
  return vec2<u32>(atomicLoad(&bins_low[bin]), atomicLoad(&bins_high[bin]));
}

// The sum of all bins, for every invocation. pass_goal needs it first.
fn sum_bins(local: u32) -> vec2<u32> {
  workgroupBarrier();
  for (var i = local; i < bins / chunk; i += group_size) {
    var sum = bin_weight(i * chunk);
    for (var bin = i * chunk + 1u; bin < (i + 1u) * chunk; bin += 1u) {
      sum = wide_add(sum, bin_weight(bin));
    }
    chunks[i] = sum;
  }
  workgroupBarrier();
  var total = chunks[0];
  for (var i = 1u; i < bins / chunk; i += 1u) {
    total = wide_add(total, chunks[i]);
  }
  return total;
}

// The first bin at which the running sum exceeds `goal`, for every invocation. Comes after sum_bins.
fn pass_goal(local: u32, goal: vec2<u32>) -> Passing {
  if (local == 0u) {
    var found = Passing();
    var before = vec2<u32>();
    for (var i = 0u; i < bins / chunk && found.passed == 0u; i += 1u) {
      let after = wide_add(before, chunks[i]);
      // A chunk is searched if the sum passes within it, or if it may be the last that is not empty.
      if (any(chunks[i] != vec2<u32>())) {
        found.bin = i * chunk;
        found.before = before;
      }
      found.passed = select(0u, 1u, wide_less(goal, after));
      before = after;
    }
    before = found.before;
    let first = found.bin;
    var done = false;
    for (var bin = first; bin < first + chunk && !done; bin += 1u) {
      let weight = bin_weight(bin);
      let after = wide_add(before, weight);
      if (any(weight != vec2<u32>())) {
        found.bin = bin;
        found.before = before;
        found.at = weight;
      }
      done = found.passed == 1u && wide_less(goal, after);
      before = after;
    }
    passing = found;
  }
  return workgroupUniformLoad(&passing);
}
