// A tile of the products of many tokens with a matrix of weights: `run_tile`, as tile_kernel.wgsl describes it.
// one of: tiles_workgroup, tiles_registers
