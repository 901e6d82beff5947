// IEEE 754 binary16, two to a word, the even element in the lower half.
// needs: small_floats
const WEIGHT_F16 = 1u;
