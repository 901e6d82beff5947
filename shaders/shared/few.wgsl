// The token that an invocation computes, of a batch of a few (two to eight). Kernels of a few share their functions with those of one token,
// which know nothing of it.
var<private> token: u32;
