// ggml's Q8_0: Q8 with scales in f16 (superblock.wgsl). As files store it, but for the order.
const WEIGHT_Q8_0 = 5u;
