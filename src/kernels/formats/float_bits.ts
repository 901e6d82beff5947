/** f32 values and their bits. One word for all: an allocation for every element is most of what decoding takes. */
const float = new Float32Array(1);
const word = new Uint32Array(float.buffer);

/** The bits of the f32 nearest to a value. */
export function bitsOf(value: number): number {
  float[0] = value;
  return word[0]!;
}

export function floatOf(bits: number): number {
  word[0] = bits;
  return float[0]!;
}
