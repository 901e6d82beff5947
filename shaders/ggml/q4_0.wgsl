// ggml's Q4_0: Q4 with scales in f16 (superblock.wgsl). As files store it, but for the order.
const WEIGHT_Q4_0 = 6u;
